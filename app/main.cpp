// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/icons.h"
#include "app/main_window.h"
#include "app/options.h"
#include "app/screenshot.h"
#include "app/session/crash_handler.h"
#include "app/session/quit_signals.h"
#include "app/session/session_folder.h"
#include "app/session/session_keeper.h"
#include "app/session/session_offer.h"
#include "app/settings.h"
#include "app/startup_timing.h"
#include "app/theme.h"
#include "heapline_version.h"

#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

namespace {

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

/// Leaves out what Qt says about the off-screen platform itself: pictures are drawn without a display on purpose.
void writeMessage(QtMsgType, const QMessageLogContext&, const QString& message)
{
    if (!message.startsWith("This plugin does not support"_L1) && !message.startsWith("QStandardPaths: XDG_RUNTIME_DIR"_L1))
        std::cerr << message.toStdString() << '\n';
}

/// Keeps what is logged for the note of a crash, beside what else is done with it.
QtMessageHandler usualHandler = nullptr;
void keepMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    keepLogLine(message.toStdString());
    if (usualHandler)
        usualHandler(type, context, message);
}

int drawPicture(const Options& options)
{
    Settings settings(Settings::Scope::Memory);
    MainWindow window(settings);
    Screenshot screenshot(window, options);
    screenshot.start();
    return QApplication::exec();
}

int runWindow(const Options& options)
{
    const QString folder = userSessionFolder();
    auto left = LeftSession::findAll(folder);
    const std::shared_ptr<OwnSession> own = OwnSession::start(folder);
    usualHandler = qInstallMessageHandler(keepMessage);
    installCrashHandler(own ? own->noteFile() : -1);
    const QuitSignals quitSignals;
    QObject::connect(&quitSignals, &QuitSignals::quitRequested, QCoreApplication::instance(),
                     [] { QCoreApplication::quit(); });

    Settings settings(Settings::Scope::User);
    MainWindow window(settings);
    tellMilestone("window made");
    tellFirstPaint(window);
    SessionOffer* const offer = window.offer(std::move(left));
    std::optional<SessionKeeper> keeper;
    if (own) {
        keeper.emplace(window, own);
        if (offer)
            QObject::connect(&*keeper, &SessionKeeper::saved, offer, &SessionOffer::forgetRestored);
    }
    window.show();
    tellMilestone("window shown");
    if (options.sample)
        window.openSample();
    window.openFiles(options.files);
    if (!options.base.isEmpty())
        window.compareWith(options.base);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) // NOLINT(bugprone-exception-escape): the crash handler tells what came out
{
    const auto read = readOptions(argc, argv);
    if (const int* status = std::get_if<int>(&read))
        return *status;
    std::signal(SIGPIPE, SIG_IGN); // the terminal may be gone, …
    std::signal(SIGXFSZ, SIG_IGN); // … and files that must not grow are an error like a full disk
    const Options& options = std::get<Options>(read);
    const bool isPicture = !options.screenshot.isEmpty();
    if (isPicture) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qInstallMessageHandler(writeMessage);
    } else if (!hasDisplay()) {
        std::cerr << "heapline: no display. Use --screenshot OUT.png to draw the window into a picture, or heapline-cli.\n";
        return 1;
    }

    Application application(argc, argv);
    tellMilestone("application made");
    QApplication::setApplicationName(u"heapline"_s);
    QApplication::setApplicationDisplayName(u"Heapline"_s);
    QApplication::setApplicationVersion(QString::fromUtf8(HEAPLINE_VERSION));
    QApplication::setDesktopFileName(u"io.github.heapline.Heapline"_s);
    applyTheme(isPicture && options.theme == Theme::Desktop ? Theme::Light : options.theme);
    initResources();

    return isPicture ? drawPicture(options) : runWindow(options);
}
