#pragma once

#include "widgets/models/savedpayload.h"

#include <QtCore/QList>
#include <QtWidgets/QWidget>

#include <memory>

namespace widgets {

/// The saved payloads as a tree of folders: choose, save, rename, move by dragging, delete.
///
/// Intent   loadRequested() on double click or Enter; saveRequested() asks for what is typed now, which
///          the owner answers with save()
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

Q_SIGNALS:
    void loadRequested(const models::SavedPayload &payload);
    void saveRequested();
    void payloadsChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace widgets
