#pragma once

#include "netcore/session/enginehandle.h"
#include "widgets/composer/composetarget.h"
#include "widgets/composer/fieldsources.h"
#include "widgets/models/savedpayload.h"

#include <QtWidgets/QWidget>

#include <functional>
#include <memory>

namespace widgets {

/// Where the user writes what is to be sent: text and hex kept in step, to one connection, to all of a
/// listener or to a UDP address; once, repeated, cut into pieces, or a file piece by piece. Fields in it
/// compute themselves each time; what leaves is shown byte by byte, framing included.
///
/// Intent     sendRequested() is the only effect; the program sends and tells sendStarted() and
///            sendFinished(). Outcomes of sends that are not the composer's own are ignored.
/// Values in  setTargets() whenever sessions or connections changed; what is typed is never lost by it
/// Limits     maxTyped characters in an editor; more is offered as a file to send (faults row 64)
/// Thread     GUI thread
class Composer : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype maxTyped = 1 << 20; // characters

    explicit Composer(QWidget *parent = nullptr);
    ~Composer() override;

    /// `unlisted`: so many more connections are not among them; the look-up finds one, or Kind::None.
    void setTargets(const QList<ComposeTarget> &targets, qsizetype unlisted = 0);
    void setTargetLookup(std::function<ComposeTarget(netcore::ConnectionId)> lookup);
    const ComposeTarget &currentTarget() const;
    /// Chooses a connection ("send here"), a whole session, or a UDP session's address. Does nothing where it
    /// is not among the targets.
    void chooseConnection(netcore::ConnectionId connection);
    void chooseSession(netcore::SessionId session);
    void chooseUdpAddress(netcore::SessionId session, const QString &address);

    /// Loads what is to be edited and sent; the target is chosen by its session's name where one is given.
    void load(const models::SavedPayload &payload);
    /// Bytes of a record, to be edited: the hex side becomes the source.
    void loadBytes(const QByteArray &bytes);
    /// What is typed now, as it would be saved.
    models::SavedPayload payload() const;

    /// Newest first; the program keeps them between runs.
    QList<models::SavedPayload> history() const;
    void setHistory(const QList<models::SavedPayload> &history);
    QList<models::SavedPayload> savedPayloads() const;
    void setSavedPayloads(const QList<models::SavedPayload> &payloads);

    /// Adds to them, under names that are free; what was imported.
    void addSavedPayloads(const QList<models::SavedPayload> &payloads);

    /// What the fields of payloads take; kept in the workspace file.
    const FieldSources &fieldSources() const;
    void setFieldSources(const FieldSources &sources);
    /// Texts of structures whose fields can be filled in as a form.
    void setStructures(const QStringList &texts);
    /// A rule of fieldSources().captures found this in a frame that came in.
    void takeCaptured(netcore::ConnectionId connection, const QString &name,
                      const netcore::CapturedValue &value);

    /// The id that the program got for the last sendRequested().
    void sendStarted(netcore::SendId id);
    void sendFinished(const netcore::SendOutcome &outcome);
    /// A sentence about what went wrong, shown in place until the next edit or send.
    void setError(const QString &sentence);
    bool isRepeating() const;

public Q_SLOTS:
    void send();
    void stop(); // a repeat or a file
    void focusEditor();

Q_SIGNALS:
    void sendRequested(const widgets::ComposeTarget &target, const QByteArray &bytes);
    void historyChanged();
    void savedPayloadsChanged();
    void fieldSourcesChanged();
    /// What is cut must not be joined again by the kernel: TCP_NODELAY.
    void noDelayRequested(const widgets::ComposeTarget &target);
    void importRequested(); // of payloads from another program's file

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace widgets
