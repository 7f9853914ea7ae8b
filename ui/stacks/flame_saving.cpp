// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_saving.h"

#include "ui/stacks/flame_view.h"
#include "ui/widgets/status_text.h"
#include "ui/widgets/table_file.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QImage>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

FlameSaving::FlameSaving(FlameView& flame, QWidget& owner) : QObject(&owner), m_flame(flame), m_owner(owner)
{
    auto* action = new QAction(tr("&Save Flame…"), &owner);
    action->setShortcut(QKeySequence::Save);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(tr("Save what the flame shows, with all its rows, as SVG or PNG"));
    connect(action, &QAction::triggered, this, &FlameSaving::chooseFile);
    owner.addAction(action);
}

void FlameSaving::chooseFile()
{
    const QString svg = tr("Scalable picture (*.svg)");
    const QString png = tr("Picture (*.png)");
    auto* dialog = new QFileDialog(&m_owner, tr("Save Flame"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({svg, png});
    dialog->setDefaultSuffix(u"svg"_s);
    dialog->selectFile(u"flame.svg"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog, png](const QString& filter) { dialog->setDefaultSuffix(filter == png ? u"png"_s : u"svg"_s); });
    connect(dialog, &QFileDialog::fileSelected, this, &FlameSaving::saveTo);
    dialog->open();
}

void FlameSaving::saveTo(const QString& path)
{
    const int width = std::max(200, m_flame.width());
    QByteArray content;
    if (path.endsWith(u".png"_s, Qt::CaseInsensitive)) {
        QBuffer buffer(&content);
        buffer.open(QIODevice::WriteOnly);
        m_flame.image(width, 2).save(&buffer, "PNG");
    } else {
        content = m_flame.svg(width);
    }
    const QString shownPath = fromFile(QDir::toNativeSeparators(path).toStdString());
    const QString obstacle = content.isEmpty() ? tr("there is nothing to show") : saveFile(path, content);
    showStatusText(m_owner, obstacle.isEmpty() ? tr("Flame saved to %1").arg(shownPath)
                                               : tr("The flame cannot be saved to %1: %2").arg(shownPath, obstacle));
}

} // namespace heapline
