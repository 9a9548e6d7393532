#pragma once

#include "netcore/payload/snippet.h"
#include "widgets/composer/composer.h"
#include "widgets/composer/composertext.h"
#include "widgets/composer/composerview.h"
#include "widgets/composer/fieldsources.h"
#include "widgets/composer/historypopup.h"
#include "widgets/composer/payloadhistory.h"
#include "widgets/composer/sendplan.h"
#include "widgets/composer/sourcespanel.h"
#include "widgets/composer/structureform.h"
#include "widgets/composer/wirepreview.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <optional>

namespace widgets {

/// The composer's behaviour: composer.cpp has what is typed, composerfields.cpp its fields, composersend.cpp
/// what leaves, composerconnect.cpp who tells whom.
class Composer::Private
{
public:
    explicit Private(Composer *composer);

    void wireEditors();
    void wireFields();
    void wireActions();
    void wireLibrary();
    void edited(netcore::PayloadForm side, const QString &typed);
    void showText();
    void showState();
    void showProblem(const QString &sentence);
    void load(const models::SavedPayload &payload);
    void chooseTargetNamed(const QString &session);
    QString textProblem() const;

    // Fields
    void refreshContext(); // what they take, for the chosen target, now
    void insertField(const QString &before, const QString &behind);
    void cutAtCursor();
    void showSources();
    void showStructure();

    // Sending
    QString framing() const; // empty where nothing is framed
    void showWire();
    netcore::Result<WireImage> imageOf(ComposerText &shown, netcore::FieldContext &context) const;
    std::optional<QByteArray> make(const ComposerText &payload, const ComposeTarget &target,
                                   const QString &spec);
    void sendTyped();
    void sendSaved(const QList<models::SavedPayload> &payloads, int everyMs);
    void start(const SendPlan::Maker &maker, const SendPlan::Rounds &rounds);
    void copyAs(const models::SavedPayload &payload, netcore::SnippetForm form);
    void askForFile();
    void sendFile(const QString &path);
    QString outcomeSentence(const netcore::SendOutcome &outcome) const;

    Composer *q;
    std::function<ComposeTarget(netcore::ConnectionId)> lookup; // of what is not listed
    ComposerView view;
    HistoryPopup popup;
    SourcesPanel sourcesPanel;
    StructureForm *structureForm = nullptr; // made when it is first asked for
    QStringList structures;
    ComposerText text;
    PayloadHistory history;
    SendPlan plan;
    QSet<quint64> ours;  // ids of our sends that may still end
    QString outcome;     // of the last send, until the next edit
    QString asked;       // a problem told from outside, until the next edit or send
    QString wireProblem; // why what is typed cannot leave as it is
    netcore::FieldContext context;
    FieldSources sources;
    QHash<netcore::ConnectionId, QHash<QString, netcore::CapturedValue>> captured;
    QTimer clock;                                               // while a time is shown
    netcore::PayloadForm lastSide = netcore::PayloadForm::Text; // whose cursor was moved last
};

} // namespace widgets
