// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

namespace heapline {

class Document;

/// The profiles that are open in the program, as far as a view of one of them has to know of the others.
class OpenProfiles : public QObject {
    Q_OBJECT

public:
    explicit OpenProfiles(QObject* parent = nullptr);

    /// In the order in which they were opened; also those that are being loaded or could not be.
    virtual const QList<Document*>& all() const = 0;

    /// Asks the window to show one of them.
    void show(Document& document) { Q_EMIT showRequested(&document); }
    /// Asks the user for a file to compare a profile with, and compares.
    void askForBaseOf(Document& document) { Q_EMIT baseRequested(&document); }

Q_SIGNALS:
    /// There is one more or one less, or the state of one is another.
    void changed();
    void showRequested(heapline::Document* document);
    void baseRequested(heapline::Document* document);
};

} // namespace heapline
