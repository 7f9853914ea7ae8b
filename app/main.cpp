// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/icons.h"
#include "app/main_window.h"
#include "app/options.h"
#include "app/screenshot.h"
#include "app/settings.h"
#include "app/startup_timing.h"
#include "app/theme.h"
#include "heapline_version.h"

#include <iostream>

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

} // namespace

int main(int argc, char** argv)
{
    const auto read = readOptions(argc, argv);
    if (const int* status = std::get_if<int>(&read))
        return *status;
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
    applyTheme(application, isPicture && options.theme == Theme::Desktop ? Theme::Light : options.theme);
    initResources();

    Settings settings(isPicture ? Settings::Scope::Memory : Settings::Scope::User);
    MainWindow window(settings);
    tellMilestone("window made");
    tellFirstPaint(window);
    Screenshot screenshot(window, options);
    if (isPicture) {
        screenshot.start();
    } else {
        window.show();
        tellMilestone("window shown");
        if (options.sample)
            window.openSample();
        window.openFiles(options.files);
        if (!options.base.isEmpty())
            window.compareWith(options.base);
    }
    return QApplication::exec();
}
