// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/string_panel.h"

#include "ui/heap/visible_text.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextOption>
#include <QToolButton>
#include <QVBoxLayout>

namespace heapline {

StringPanel::StringPanel(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_field(new QPlainTextEdit(this))
    , m_previous(addAction(tr("&Previous Part"), tr("Show the part of the text before this one"), Qt::ALT | Qt::Key_PageUp))
    , m_next(addAction(tr("Ne&xt Part"), tr("Show the part of the text after this one"), Qt::ALT | Qt::Key_PageDown))
    , m_copy(addAction(tr("Copy &Whole Text"), tr("Copy all of the text that the file has, exactly as it is"),
                       Qt::CTRL | Qt::SHIFT | Qt::Key_T))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(4);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_field->setReadOnly(true);
    m_field->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_field->setUndoRedoEnabled(false);
    m_field->setWordWrapMode(QTextOption::WrapAnywhere);
    m_field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_field->setAccessibleName(tr("Text of the string"));
    setFocusProxy(m_field);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 4, 0);
    row->addWidget(m_title, 1);
    row->addWidget(addButton(m_previous));
    row->addWidget(addButton(m_next));
    row->addWidget(addButton(m_copy));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_field);

    connect(m_previous, &QAction::triggered, this, [this] { showPiece(m_piece - 1); });
    connect(m_next, &QAction::triggered, this, [this] { showPiece(m_piece + 1); });
    connect(m_copy, &QAction::triggered, this, &StringPanel::copyAll);
    setText(nullptr);
}

QAction* StringPanel::addAction(const QString& text, const QString& toolTip, const QKeySequence& shortcut)
{
    auto* action = new QAction(text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    QWidget::addAction(action);
    return action;
}

QToolButton* StringPanel::addButton(QAction* action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(action, &QAction::changed, button, [button, action] { button->setVisible(action->isVisible()); });
    return button;
}

void StringPanel::setText(std::shared_ptr<const StringText> text)
{
    m_text = std::move(text);
    m_begins.clear();
    if (m_text) {
        const std::string& bytes = m_text->text;
        for (std::size_t begin = 0; m_begins.empty() || begin < bytes.size(); begin = pieceEnd(bytes, begin, pieceBytes))
            m_begins.push_back(begin);
    }
    m_copy->setEnabled(m_text != nullptr);
    const bool hasPieces = m_begins.size() > 1;
    m_previous->setVisible(hasPieces);
    m_next->setVisible(hasPieces);
    showPiece(0);
}

void StringPanel::showPiece(std::size_t piece)
{
    m_piece = piece;
    m_previous->setEnabled(piece > 0);
    m_next->setEnabled(piece + 1 < m_begins.size());
    if (piece >= m_begins.size()) {
        m_title->clear();
        m_field->clear();
        return;
    }
    const std::string_view bytes = m_text->text;
    m_field->setPlainText(
        visibleText(bytes.substr(m_begins[piece], pieceEnd(bytes, m_begins[piece], pieceBytes) - m_begins[piece])));
    QString title = m_text->isOfParent ? tr("Text of the string that this is a piece of; the file does not tell which piece")
                    : m_text->hasUnknownParts ? tr("Text; “…” stands for pieces whose place the file does not tell")
                    : m_text->cut == TextCut::Yes ? tr("Beginning of the text: V8 cut the rest")
                                                  : tr("Text");
    if (m_text->isRestLeftOut)
        title = tr("Beginning of the text: there is more than can be shown");
    if (m_begins.size() > 1)
        title = tr("%1 – part %2 of %3").arg(title).arg(piece + 1).arg(m_begins.size());
    m_title->setText(title);
    m_title->setToolTip(plainToolTip(
        {title, tr("Control characters are shown as pictures (␀), what cannot be seen as its number (\\uD800).")}));
}

void StringPanel::copyAll()
{
    if (m_text)
        QGuiApplication::clipboard()->setText(exactText(m_text->text));
}

} // namespace heapline
