// Who tells whom in the composer.
#include "widgets/composer/composer_p.h"
#include "widgets/composer/cutbar.h"
#include "widgets/composer/fieldsmenu.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/payloadlibrary.h"
#include "widgets/composer/repeatbar.h"
#include "widgets/composer/targetbar.h"

#include <QtCore/QLocale>
#include <QtGui/QShortcut>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace widgets {

using models::SavedPayload;
using netcore::PayloadForm;

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

} // namespace widgets
