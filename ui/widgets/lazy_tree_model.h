// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/background_lists.h"

#include <QAbstractItemModel>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace heapline {

/// Base of the trees whose levels are listed when they are opened.
///
/// A level is listed and sorted as a whole, as keys, by the first fetchMore(). Rows are made of its first keys only, and of more as
/// the user scrolls, by makeMoreRows(): QTreeView calls fetchMore() at each layout, which would make all rows one chunk after the
/// other. When figures, filter or order change, only the levels that were opened are listed again; rows keep their node, and so
/// their expansion and selection, where their key is still there.
class LazyTreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    /// What a row stands for; no two rows below one parent have the same.
    using Key = std::uint64_t;
    /// Keys from the first level down to a row.
    using Path = std::vector<Key>;

    static constexpr int chunkSize = 200;       ///< rows made at a time
    static constexpr int mostRowsHeld = 20'000; ///< rows made at most to keep an opened or selected row in the tree
    static constexpr Key placeholder = ~Key(0); ///< the row that says that a level is being sorted

    ~LazyTreeModel() override;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const final;
    QModelIndex parent(const QModelIndex& child) const final;
    int rowCount(const QModelIndex& parent = {}) const final;
    bool hasChildren(const QModelIndex& parent = {}) const final;
    bool canFetchMore(const QModelIndex& parent) const final;
    void fetchMore(const QModelIndex& parent) final;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final;

    /// Whether a level that is open has more rows than have been made.
    bool hasMoreRows(const QModelIndex& parent) const;
    void makeMoreRows(const QModelIndex& parent, std::size_t most = chunkSize);
    /// How many rows of a level that is open have not been made.
    std::size_t rowsToMake(const QModelIndex& parent) const;

    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    Path pathOf(const QModelIndex& index) const;
    /// The row of a path among those that are there already; invalid when it is not.
    QModelIndex find(const Path& path) const;
    /// Makes rows until the one with this key is there. @return it, or invalid when the level has none within mostRowsHeld rows
    QModelIndex fetchTo(const QModelIndex& parent, Key key);
    /// The child with the greatest weight, made if need be; invalid for a leaf, and where no child has half of its parent's weight.
    QModelIndex heaviestChild(const QModelIndex& parent);
    /// Whether a level is still being sorted in the background.
    bool isListing() const { return !m_running.empty(); }

protected:
    /// A row. Subclasses may add what they need to show it.
    struct Node {
        virtual ~Node() = default;

        Node* parent = nullptr;
        Key key = 0;
        int row = 0;
        std::uint32_t depth = 0;     ///< 1 for the first level, 0 for the invisible root
        bool isListed = false;       ///< whether level has been asked for
        quint64 token = 0;           ///< of the list that runs for this level, 0 when none
        bool listAgain = false;      ///< the list that runs is out of date
        std::vector<Key> level;      ///< all rows below, sorted
        std::vector<Node*> children; ///< rows of the first keys of level
    };

    /// @param root the invisible root, of the subclass's own node type
    LazyTreeModel(std::unique_ptr<Node> root, QObject* parent);

    /// A level: its keys, or how to make them on another thread when that takes long.
    struct Listing {
        std::vector<Key> keys;
        BackgroundLists::Maker later;
    };

    /// All rows below a node, filtered and in the current order. Keys at node.level are those of the listing before.
    virtual Listing list(Node& node) = 0;
    /// Whether a row has children, without listing them.
    virtual bool mayHaveChildren(const Node& node) const = 0;
    virtual Node* createNode(Node& parent, Key key);
    /// Called for rows that stay before they are shown with new figures.
    virtual void refreshNode(Node& node);
    /// What a child weighs against its siblings and its parent; see heaviestChild().
    virtual std::uint64_t weightOf(const Node& parent, Key child) const;
    virtual std::uint64_t weightOf(const Node& node) const;

    const Node& nodeAt(const QModelIndex& index) const;
    QModelIndex indexOf(const Node& node, int column = 0) const;
    Node& root() const { return *m_root; }

    /// Drops all rows and lists the first level anew.
    void reset();
    /// Drops all rows and shows nothing until the next reset().
    void clear();
    /// Lists all opened levels again and moves the rows into their new places. Does nothing before the first reset().
    void relist();

private:
    struct Change;

    Node& nodeOf(const QModelIndex& index) const;
    /// Makes the node of a row that is to become the last one of its level so far.
    Node* adopt(Node& parent, Key key);
    void listNow(Node& node);
    void appendRows(Node& node, std::size_t count);
    void startLater(Node& node, BackgroundLists::Maker maker);
    void forgetLater(Node& node);
    void onListed(quint64 token, const std::shared_ptr<std::vector<Key>>& keys);
    void destroyBelow(Node& node);
    void destroyWithAllBelow(const std::vector<Node*>& nodes);

    Change compare(Node& node, std::vector<Key> keys, const std::vector<const Node*>& held) const;
    std::vector<const Node*> heldNodes() const;
    void apply(std::vector<Change>& changes);
    template <typename Rearrange>
    void changeLayout(Rearrange rearrange);

    std::unique_ptr<Node> m_root;
    bool m_isFilled = false; ///< between reset() and clear()
    int m_sortColumn = 0;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    BackgroundLists m_lists;
    quint64 m_lastToken = 0;
    std::unordered_map<quint64, Node*> m_running; ///< token -> node whose level is being made
};

} // namespace heapline
