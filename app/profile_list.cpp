// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profile_list.h"

#include "app/open_documents.h"
#include "app/profile_row.h"
#include "ui/document/document.h"
#include "ui/widgets/text.h"

namespace heapline {

ProfileList::ProfileList(OpenDocuments& documents, QWidget* parent) : QListWidget(parent), m_documents(documents)
{
    setAccessibleName(tr("Open profiles"));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setMinimumWidth(120);
    connect(&documents, &OpenDocuments::added, this, &ProfileList::add);
    connect(&documents, &OpenDocuments::aboutToClose, this, &ProfileList::remove);
    connect(this, &QListWidget::currentItemChanged, this, [this] {
        showSelection();
        Q_EMIT currentDocumentChanged(currentDocument());
    });
}

Document* ProfileList::currentDocument() const
{
    const QListWidgetItem* item = currentItem();
    return item ? item->data(Qt::UserRole).value<Document*>() : nullptr;
}

void ProfileList::setCurrentDocument(Document* document)
{
    setCurrentItem(itemOf(document));
}

QSize ProfileList::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 32, 200};
}

void ProfileList::add(Document* document)
{
    auto* item = new QListWidgetItem(this);
    item->setData(Qt::UserRole, QVariant::fromValue(document));
    auto* row = new ProfileRow(*document);
    setItemWidget(item, row);
    const auto refresh = [item, row] {
        item->setSizeHint({0, row->sizeHint().height()});
        item->setToolTip(plainToolTip(row->description().split(u'\n', Qt::SkipEmptyParts)));
        item->setData(Qt::AccessibleTextRole, row->description());
    };
    connect(row, &ProfileRow::changed, this, refresh);
    refresh();
}

void ProfileList::remove(Document* document)
{
    QListWidgetItem* item = itemOf(document);
    // Qt would remember where the row was in memory, and take another widget that comes to stand there and gets the focus for it: no profile
    // would be current then.
    removeItemWidget(item);
    delete item;
}

QListWidgetItem* ProfileList::itemOf(const Document* document) const
{
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(Qt::UserRole).value<Document*>() == document)
            return item(row);
    }
    return nullptr;
}

void ProfileList::showSelection()
{
    for (int row = 0; row < count(); ++row) {
        if (auto* widget = qobject_cast<ProfileRow*>(itemWidget(item(row))))
            widget->setSelected(item(row) == currentItem());
    }
}

} // namespace heapline
