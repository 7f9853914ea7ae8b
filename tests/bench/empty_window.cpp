// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a Qt program with a window can do: what Heapline's start is compared with. Says when it was painted as Heapline does
// with QT_LOGGING_RULES="heapline.timing=true".

#include <QApplication>
#include <QMainWindow>
#include <QTimer>

#include <chrono>
#include <cstdio>

namespace {

const auto programStart = std::chrono::steady_clock::now();

class EmptyWindow : public QMainWindow {
protected:
    void paintEvent(QPaintEvent* event) override
    {
        QMainWindow::paintEvent(event);
        if (m_isPainted)
            return;
        m_isPainted = true;
        QTimer::singleShot(0, this, [] {
            const std::chrono::duration<double, std::milli> ms = std::chrono::steady_clock::now() - programStart;
            std::fprintf(stderr, "window painted %.1f ms after start\n", ms.count());
        });
    }

private:
    bool m_isPainted = false;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1280, 860);
    window.show();
    return QApplication::exec();
}
