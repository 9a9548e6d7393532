#pragma once

#include "netcore/payload/snippet.h"
#include "widgets/models/savedpayload.h"

#include <QtCore/QList>
#include <QtWidgets/QWidget>

#include <memory>

namespace widgets {

/// The saved payloads as a tree of folders: search, choose, save, rename, move by dragging, describe, delete,
/// send several one after the other.
///
/// Intent   loadRequested() on double click or Enter; saveRequested() asks for what is typed now, which
///          the owner answers with save()
/// Search   in name, folder, text, description and tags; `#word` in tags only
/// Thread   GUI thread
class PayloadLibrary : public QWidget
{
    Q_OBJECT

public:
    explicit PayloadLibrary(QWidget *parent = nullptr);
    ~PayloadLibrary() override;

    QList<models::SavedPayload> payloads() const;
    void setPayloads(const QList<models::SavedPayload> &payloads);
    /// Adds it to the chosen folder and starts editing its name; a name that exists gets a number.
    void save(models::SavedPayload payload);
    /// Adds what was imported; a name that exists gets a number.
    void add(const QList<models::SavedPayload> &payloads);
    /// Those that are selected, in the order of the tree; of a folder all that it holds.
    QList<models::SavedPayload> selected() const;

Q_SIGNALS:
    void loadRequested(const models::SavedPayload &payload);
    void saveRequested();
    void sendRequested(const QList<models::SavedPayload> &payloads, int everyMs);
    void copyRequested(const models::SavedPayload &payload, netcore::SnippetForm form);
    void importRequested();
    void payloadsChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace widgets
