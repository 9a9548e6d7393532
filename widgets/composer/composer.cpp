#include "widgets/composer/composer.h"

#include "netcore/base/clock.h"
#include "netcore/payload/hex.h"
#include "widgets/common/theme.h"
#include "widgets/composer/composer_p.h"
#include "widgets/composer/cutbar.h"
#include "widgets/composer/fieldsmenu.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/payloadlibrary.h"
#include "widgets/composer/repeatbar.h"
#include "widgets/composer/targetbar.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtCore/QRandomGenerator>
#include <QtCore/QSignalBlocker>
#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtGui/QTextCursor>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace widgets {

using Kind = ComposeTarget::Kind;
using models::SavedPayload;
using netcore::PayloadForm;

Composer::Private::Private(Composer *composer)
    : q(composer)
    , view(composer)
    , popup(composer)
    , sourcesPanel(composer)
    , context(QRandomGenerator::global()->generate64())
{
    clock.setInterval(1000);
    wireEditors();
    wireFields();
    wireActions();
    wireLibrary();
    refreshContext();
    showText();
}

void Composer::Private::wireEditors()
{
    const auto wire = [this](PayloadEdit *edit, PayloadForm side) {
        QObject::connect(edit, &PayloadEdit::edited, q,
                         [this, side](const QString &typed) { edited(side, typed); });
        QObject::connect(edit, &PayloadEdit::fileDropped, q, [this](const QString &path) { sendFile(path); });
        QObject::connect(edit, &PayloadEdit::tooMuchPasted, q, [this](qsizetype characters) {
            asked =
                tr("%1 characters are too many to type (%2 at most); nothing was taken. Put them in a file "
                   "and send that with \"Send file\".")
                    .arg(QLocale().toString(characters), QLocale().toString(maxTyped));
            showState();
        });
        QObject::connect(edit, &PayloadEdit::olderRequested, q, [this] {
            if (const auto entry = history.older(text.payload()))
                load(*entry);
        });
        QObject::connect(edit, &PayloadEdit::sendRequested, q, &Composer::send);
        QObject::connect(edit, &PayloadEdit::newerRequested, q, [this] {
            if (const auto entry = history.newer())
                load(*entry);
        });
        QObject::connect(edit, &QPlainTextEdit::cursorPositionChanged, q, [this, edit, side] {
            if (edit->hasFocus())
                lastSide = side;
        });
    };
    wire(view.text, PayloadForm::Text);
    wire(view.hex, PayloadForm::Hex);
    QObject::connect(view.encoding, &QComboBox::currentIndexChanged, q, [this] {
        text.setEncoding(netcore::textEncodings()[size_t(view.encoding->currentIndex())]);
        showText();
    });
    QObject::connect(view.ending, &QComboBox::currentIndexChanged, q, [this](int index) {
        text.setEnding(models::LineEnding(index));
        showState();
    });
}

void Composer::Private::wireFields()
{
    QObject::connect(view.fields, &QToolButton::toggled, q, [this](bool on) {
        text.setFields(on);
        showText();
    });
    QObject::connect(view.fields, &FieldsMenu::insertRequested, q,
                     [this](const QString &before, const QString &behind) { insertField(before, behind); });
    QObject::connect(view.fields, &FieldsMenu::sourcesRequested, q, [this] { showSources(); });
    QObject::connect(view.fields, &FieldsMenu::structureRequested, q, [this] { showStructure(); });
    QObject::connect(&sourcesPanel, &SourcesPanel::changed, q, [this](const FieldSources &changed) {
        q->setFieldSources(changed);
        Q_EMIT q->fieldSourcesChanged();
    });
    QObject::connect(&clock, &QTimer::timeout, q, [this] {
        refreshContext();
        showText();
    });
    QObject::connect(view.frame, &QCheckBox::toggled, q, [this] { showState(); });
    QObject::connect(view.cut, &CutBar::changed, q, [this] { showState(); });
    QObject::connect(view.cut, &CutBar::cursorRequested, q, [this] { cutAtCursor(); });
}

void Composer::Private::wireActions()
{
    QObject::connect(view.target, &TargetBar::changed, q, [this] {
        refreshContext();
        showText();
    });
    QObject::connect(view.send, &QPushButton::clicked, q, &Composer::send);
    // The key pad's Enter is another key than Return.
    auto *enter = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Enter), q);
    enter->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(enter, &QShortcut::activated, q, &Composer::send);
    QObject::connect(view.repeat, &RepeatBar::stopRequested, q, &Composer::stop);
    QObject::connect(view.repeat, &RepeatBar::fileRequested, q, [this] { askForFile(); });
    QObject::connect(view.history, &QToolButton::clicked, q,
                     [this] { popup.popUp(history.entries(), view.history); });
    QObject::connect(&popup, &HistoryPopup::chosen, q, [this](const SavedPayload &entry) { load(entry); });
    QObject::connect(&plan, &SendPlan::sendRequested, q,
                     [this](const ComposeTarget &target, const QByteArray &bytes) {
                         Q_EMIT q->sendRequested(target, bytes);
                     });
    QObject::connect(&plan, &SendPlan::progressed, q, [this] { view.repeat->showProgress(plan); });
    QObject::connect(&plan, &SendPlan::finished, q, [this] { showText(); });
}

void Composer::Private::wireLibrary()
{
    QObject::connect(view.library, &QToolButton::toggled, view.saved, &QWidget::setVisible);
    QObject::connect(view.saved, &PayloadLibrary::loadRequested, q,
                     [this](const SavedPayload &p) { q->load(p); });
    QObject::connect(view.saved, &PayloadLibrary::saveRequested, q,
                     [this] { view.saved->save(q->payload()); });
    QObject::connect(view.saved, &PayloadLibrary::payloadsChanged, q, &Composer::savedPayloadsChanged);
    QObject::connect(
        view.saved, &PayloadLibrary::sendRequested, q,
        [this](const QList<SavedPayload> &payloads, int everyMs) { sendSaved(payloads, everyMs); });
    QObject::connect(
        view.saved, &PayloadLibrary::copyRequested, q,
        [this](const SavedPayload &payload, netcore::SnippetForm form) { copyAs(payload, form); });
    QObject::connect(view.copy->menu(), &QMenu::triggered, q, [this](QAction *action) {
        copyAs(q->payload(), netcore::SnippetForm(action->data().toInt()));
    });
    QObject::connect(view.saved, &PayloadLibrary::importRequested, q, &Composer::importRequested);
}

void Composer::Private::edited(PayloadForm side, const QString &typed)
{
    outcome.clear();
    asked.clear();
    if (side == PayloadForm::Text)
        text.editText(typed);
    else
        text.editHex(typed);
    showText();
}

/// Only the side that follows is written: the source keeps its cursor, its spelling and its undo history.
/// While the source has fields, nothing can be typed into the other side: it would end them.
void Composer::Private::showText()
{
    const bool isText = text.source() == PayloadForm::Text;
    PayloadEdit *source = isText ? view.text : view.hex;
    PayloadEdit *other = isText ? view.hex : view.text;
    other->follow(isText ? text.hex() : text.text());
    source->setFollowing(false);
    if (text.isGood())
        other->setFollowing(text.hasFields());
    view.text->setMarks(text.textMarks());
    view.hex->setMarks(text.hexMarks());
    if (text.usesTime() != clock.isActive()) {
        if (text.usesTime())
            clock.start();
        else
            clock.stop();
    }
    showState();
}

QString Composer::Private::textProblem() const
{
    if (text.isGood())
        return {};
    const netcore::NetError &error = text.error();
    const QString reason = QCoreApplication::translate("netcore", error.reason);
    return text.source() == PayloadForm::Hex
               ? tr("Hex, at character %1: %2").arg(QString::number(error.position + 1), reason)
               : tr("Text, at character %1: %2").arg(QString::number(error.position + 1), reason);
}

void Composer::Private::showState()
{
    const ComposeTarget &target = view.target->current();
    const bool isText = text.source() == PayloadForm::Text;
    view.text->markError(!text.isGood() && isText ? text.error().position : -1);
    view.hex->markError(!text.isGood() && !isText ? text.error().position : -1);
    view.showFraming(target.framing);
    showWire();
    const bool hasBytes = !text.bytes().isEmpty() || target.datagrams;
    const bool isReady = text.isGood() && wireProblem.isEmpty() && hasBytes;
    view.send->setEnabled(view.target->canSend() && isReady && !plan.isActive());
    view.repeat->showProgress(plan);
    const QString ending = text.endingBytes().isEmpty()
                               ? QString()
                               : QLatin1String(" + ") + netcore::hex::format(text.endingBytes());
    view.size->setText(tr("%n byte(s)", nullptr, int(text.body().size())) + ending);
    view.status->setText(outcome.isEmpty() ? view.target->hint() : outcome);
    view.status->setToolTip(models::plainForToolTip(view.status->text()));
    showProblem(!text.isGood() ? textProblem() : asked.isEmpty() ? wireProblem : asked);
}

void Composer::Private::showProblem(const QString &sentence)
{
    QPalette colours = q->palette();
    const Theme &theme = themeOf(colours);
    colours.setColor(QPalette::Window, theme.faultBackground);
    colours.setColor(QPalette::WindowText, theme.faultText);
    view.problem->setPalette(colours);
    view.problem->setText(sentence.isEmpty() ? QString() : QStringLiteral("⚠ ") + sentence);
    view.problem->setVisible(!sentence.isEmpty());
}

void Composer::Private::load(const SavedPayload &payload)
{
    text.load(payload);
    outcome.clear();
    asked.clear();
    const QSignalBlocker noEncoding(view.encoding);
    const QSignalBlocker noEnding(view.ending);
    view.encoding->setCurrentIndex(
        view.encoding->findText(QString::fromLatin1(netcore::encodingName(payload.encoding))));
    view.ending->setCurrentIndex(int(payload.ending));
    const QSignalBlocker noFields(view.fields);
    view.fields->setChecked(text.areFieldsOn());
    view.text->follow(text.text());
    view.hex->follow(text.hex());
    showText();
}

void Composer::Private::chooseTargetNamed(const QString &session)
{
    const QList<ComposeTarget> &targets = view.target->targets();
    const auto named = std::find_if(targets.begin(), targets.end(), [&](const ComposeTarget &t) {
        return t.sessionName == session && t.kind != Kind::UdpAddress;
    });
    if (!session.isEmpty() && named != targets.end())
        view.target->choose(*named);
}

void Composer::Private::refreshContext()
{
    const ComposeTarget &target = view.target->current();
    sources.fill(context, target.sessionName);
    context.captured = captured.value(target.connection);
    context.now = netcore::SystemClock().wallNow();
    text.setContext(context);
}

/// At the cursor of the side that was worked in last, around what is selected there.
void Composer::Private::insertField(const QString &before, const QString &behind)
{
    if (!view.fields->isChecked())
        view.fields->setChecked(true);
    PayloadEdit *edit = text.hasFields() ? (text.source() == PayloadForm::Hex ? view.hex : view.text)
                                         : (lastSide == PayloadForm::Hex ? view.hex : view.text);
    QTextCursor cursor = edit->textCursor();
    const QString inside = behind.isEmpty() ? QString() : cursor.selectedText();
    cursor.insertText(before + inside + behind);
    edit->setTextCursor(cursor);
    edit->setFocus();
}

void Composer::Private::cutAtCursor()
{
    const PayloadEdit *edit = lastSide == PayloadForm::Hex ? view.hex : view.text;
    const std::optional<qsizetype> byte = text.byteAt(lastSide, edit->textCursor().position());
    const auto image = byte ? wireImage(text.bytes(), 0, {}, framing())
                            : netcore::Result<WireImage>(netcore::refused(text.error()));
    if (!image)
        return;
    qsizetype header = 0;
    for (const WireRange &range : image->ranges)
        header += range.kind == WireRange::Kind::Header ? range.length : 0;
    view.cut->addOffset(header + *byte);
}

void Composer::Private::showSources()
{
    const ComposeTarget &target = view.target->current();
    sourcesPanel.setSources(sources, target.sessionName);
    sourcesPanel.setCaptured(captured.value(target.connection));
    sourcesPanel.show();
    sourcesPanel.raise();
}

void Composer::Private::showStructure()
{
    if (!structureForm) {
        structureForm = new StructureForm(q);
        if (!structures.isEmpty())
            structureForm->setStructures(structures);
        QObject::connect(structureForm, &StructureForm::built, q, &Composer::loadBytes);
    }
    structureForm->show();
    structureForm->raise();
}

Composer::Composer(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(this)) {}
Composer::~Composer() = default;

void Composer::setTargets(const QList<ComposeTarget> &targets)
{
    d->view.target->setTargets(targets);
}

const ComposeTarget &Composer::currentTarget() const
{
    return d->view.target->current();
}

void Composer::chooseConnection(netcore::ConnectionId connection)
{
    for (const ComposeTarget &target : d->view.target->targets()) {
        if (target.kind == Kind::Connection && target.connection == connection)
            return d->view.target->choose(target);
    }
}

void Composer::chooseSession(netcore::SessionId session)
{
    for (const ComposeTarget &target : d->view.target->targets()) {
        if (target.session == session)
            return d->view.target->choose(target);
    }
}

void Composer::chooseUdpAddress(netcore::SessionId session, const QString &address)
{
    ComposeTarget wanted;
    wanted.kind = Kind::UdpAddress;
    wanted.session = session;
    wanted.address = address;
    d->view.target->choose(wanted);
}

void Composer::load(const SavedPayload &payload)
{
    d->load(payload);
    d->chooseTargetNamed(payload.target);
}

void Composer::loadBytes(const QByteArray &bytes)
{
    SavedPayload payload;
    payload.form = PayloadForm::Hex;
    payload.text = netcore::hex::format(bytes);
    payload.encoding = d->text.encoding();
    d->load(payload);
}

void Composer::setFieldSources(const FieldSources &sources)
{
    d->sources = sources;
    d->view.fields->setSources(sources);
    d->sourcesPanel.setSources(sources, currentTarget().sessionName);
    d->refreshContext();
    d->showText();
}

void Composer::setStructures(const QStringList &texts)
{
    d->structures = texts;
    if (d->structureForm)
        d->structureForm->setStructures(texts);
}

const FieldSources &Composer::fieldSources() const
{
    return d->sources;
}

void Composer::takeCaptured(netcore::ConnectionId connection, const QString &name,
                            const netcore::CapturedValue &value)
{
    d->captured[connection].insert(name, value);
    if (connection != currentTarget().connection)
        return;
    d->sourcesPanel.setCaptured(d->captured.value(connection));
    d->refreshContext();
    d->showText();
}

void Composer::addSavedPayloads(const QList<SavedPayload> &payloads)
{
    d->view.saved->add(payloads);
    d->view.library->setChecked(true);
}

SavedPayload Composer::payload() const
{
    SavedPayload payload = d->text.payload();
    payload.name.clear();
    payload.target = currentTarget().sessionName;
    return payload;
}

QList<SavedPayload> Composer::history() const
{
    return d->history.entries();
}

void Composer::setHistory(const QList<SavedPayload> &history)
{
    d->history.set(history);
}

QList<SavedPayload> Composer::savedPayloads() const
{
    return d->view.saved->payloads();
}

void Composer::setSavedPayloads(const QList<SavedPayload> &payloads)
{
    d->view.saved->setPayloads(payloads);
    d->view.library->setChecked(!payloads.isEmpty());
}

void Composer::sendStarted(netcore::SendId id)
{
    // Of a send to many, more than one outcome comes; ids are never used twice, so old ones only cost memory.
    if (d->ours.size() > 10'000)
        d->ours.clear();
    d->ours.insert(quint64(id));
    if (d->plan.isActive())
        d->plan.pieceStarted(id);
}

void Composer::sendFinished(const netcore::SendOutcome &outcome)
{
    if (!d->ours.contains(quint64(outcome.id)))
        return;
    d->outcome = d->outcomeSentence(outcome);
    d->plan.pieceFinished(outcome);
    d->showState();
}

void Composer::setError(const QString &sentence)
{
    d->asked = models::plain(sentence);
    d->showState();
}

bool Composer::isRepeating() const
{
    return d->plan.isActive();
}

void Composer::send()
{
    if (d->view.send->isEnabled())
        d->sendTyped();
}

void Composer::stop()
{
    d->plan.stop();
}

void Composer::focusEditor()
{
    (d->text.source() == PayloadForm::Hex ? d->view.hex : d->view.text)->setFocus();
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && d->plan.isActive())
        stop();
    else
        QWidget::keyPressEvent(event);
}

void Composer::changeEvent(QEvent *event)
{
    if (!d) // still being built
        return QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->view.retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        d->showState();
    QWidget::changeEvent(event);
}

} // namespace widgets
