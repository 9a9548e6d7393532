#include "widgets/composer/composerview.h"

#include "netcore/payload/snippet.h"
#include "widgets/common/icon.h"
#include "widgets/common/theme.h"
#include "widgets/composer/cutbar.h"
#include "widgets/composer/fieldsmenu.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/payloadlibrary.h"
#include "widgets/composer/repeatbar.h"
#include "widgets/composer/targetbar.h"
#include "widgets/composer/wirepreview.h"
#include "widgets/models/plaintext.h"
#include "widgets/models/savedpayload.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("widgets::Composer", text);
}

constexpr qsizetype longestFraming = 14; // characters

QToolButton *makeToggle(const QString &icon, const QString &name, QWidget *owner)
{
    auto *button = new QToolButton(owner);
    button->setObjectName(name);
    button->setIcon(themedIcon(icon));
    button->setAutoRaise(true);
    return button;
}

QWidget *labelled(QLabel *label, QWidget *widget, QWidget *owner)
{
    auto *box = new QWidget(owner);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::grid / 2);
    column->addWidget(label);
    column->addWidget(widget, 1);
    label->setBuddy(widget);
    return box;
}

} // namespace

ComposerView::ComposerView(QWidget *owner)
    : target(new TargetBar(owner))
    , encoding(new QComboBox(owner))
    , ending(new QComboBox(owner))
    , fields(new FieldsMenu(owner))
    , frame(new QCheckBox(owner))
    , send(new QPushButton(owner))
    , textLabel(new QLabel(owner))
    , text(new PayloadEdit(QStringLiteral("text"), owner))
    , hexLabel(new QLabel(owner))
    , hex(new PayloadEdit(QStringLiteral("hex"), owner))
    , copy(makeToggle(QStringLiteral("edit-copy"), QStringLiteral("copyAs"), owner))
    , history(makeToggle(QStringLiteral("view-history"), QStringLiteral("history"), owner))
    , library(makeToggle(QStringLiteral("bookmarks"), QStringLiteral("library"), owner))
    , saved(new PayloadLibrary(owner))
    , problem(new QLabel(owner))
    , size(new QLabel(owner))
    , wireBox(new QWidget(owner))
    , wireLabel(new QLabel(owner))
    , wire(new WirePreview(owner))
    , repeat(new RepeatBar(owner))
    , cut(new CutBar(owner))
    , status(new QLabel(owner))
{
    auto *column = new QVBoxLayout(owner);
    column->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    column->setSpacing(metrics::grid);
    addTopRow(column);
    addEditors(column, owner);
    addBottomRow(column);
    for (const netcore::TextEncoding each : netcore::textEncodings())
        encoding->addItem(QString::fromLatin1(netcore::encodingName(each)));
    for (int i = 0; i <= int(models::LineEnding::Nul); ++i)
        ending->addItem(QString());
    retranslate();
}

void ComposerView::addTopRow(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    encoding->setObjectName(QStringLiteral("encoding"));
    ending->setObjectName(QStringLiteral("ending"));
    frame->setObjectName(QStringLiteral("frame"));
    frame->setChecked(true);
    frame->hide();
    library->setCheckable(true);
    copy->setPopupMode(QToolButton::InstantPopup);
    copy->setMenu(new QMenu(copy));
    for (int i = 0; i < netcore::snippetForms; ++i)
        copy->menu()
            ->addAction(QString::fromLatin1(netcore::snippetFormName(netcore::SnippetForm(i))))
            ->setData(i);
    send->setObjectName(QStringLiteral("send"));
    send->setIcon(themedIcon(QStringLiteral("document-send")));
    send->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    row->addWidget(target, 1);
    row->addWidget(encoding);
    row->addWidget(ending);
    row->addWidget(fields);
    row->addWidget(frame);
    row->addWidget(copy);
    row->addWidget(history);
    row->addWidget(library);
    row->addWidget(send);
    column->addLayout(row);
}

void ComposerView::addEditors(QVBoxLayout *column, QWidget *owner)
{
    auto *editors = new QSplitter(Qt::Horizontal, owner);
    editors->setChildrenCollapsible(false);
    editors->addWidget(labelled(textLabel, text, owner));
    editors->addWidget(labelled(hexLabel, hex, owner));
    editors->addWidget(saved);
    editors->setStretchFactor(0, 4);
    editors->setStretchFactor(1, 4);
    editors->setStretchFactor(2, 2);
    saved->hide();
    column->addWidget(editors, 1);
    auto *wireRow = new QHBoxLayout(wireBox);
    wireRow->setContentsMargins(0, 0, 0, 0);
    wireRow->setSpacing(metrics::gap);
    wireRow->addWidget(wireLabel);
    wireLabel->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    wireRow->addWidget(wire, 1);
    wireLabel->setObjectName(QStringLiteral("wireLabel"));
    wireLabel->setBuddy(wire);
    wireBox->hide();
    column->addWidget(wireBox);
    problem->setObjectName(QStringLiteral("problem"));
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    problem->setMargin(metrics::grid);
    problem->setAutoFillBackground(true);
    problem->hide();
    column->addWidget(problem);
}

void ComposerView::addBottomRow(QVBoxLayout *column)
{
    column->addWidget(repeat);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    status->setObjectName(QStringLiteral("status"));
    status->setTextFormat(Qt::PlainText);
    // A long address must not widen the window.
    status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    size->setObjectName(QStringLiteral("size"));
    row->addWidget(status, 1);
    row->addWidget(cut);
    row->addWidget(size);
    column->addLayout(row);
}

void ComposerView::retranslate()
{
    textLabel->setText(translated(
        QT_TRANSLATE_NOOP("widgets::Composer", "Te&xt, with escapes \\r \\n \\t \\0 \\x41 \\u{20AC}")));
    hexLabel->setText(translated(QT_TRANSLATE_NOOP("widgets::Composer", "&Hex")));
    text->setAccessibleName(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Payload as text")));
    hex->setAccessibleName(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Payload as hex")));
    text->setPlaceholderText(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Type what is to be sent")));
    hex->setPlaceholderText(
        translated(QT_TRANSLATE_NOOP("widgets::Composer", "or its bytes: 48 65 6C 6C 6F")));
    encoding->setAccessibleName(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Text encoding")));
    encoding->setToolTip(translated(QT_TRANSLATE_NOOP("widgets::Composer", "How characters become bytes")));
    ending->setAccessibleName(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Line ending")));
    ending->setToolTip(translated(QT_TRANSLATE_NOOP("widgets::Composer", "What is sent after the payload")));
    const char *const endings[] = {QT_TRANSLATE_NOOP("widgets::Composer", "No ending"), "LF", "CR LF", "CR",
                                   "NUL"};
    for (int i = 0; i < ending->count(); ++i)
        ending->setItemText(i, i == 0 ? translated(endings[0]) : QString::fromLatin1(endings[i]));
    copy->setToolTip(translated(
        QT_TRANSLATE_NOOP("widgets::Composer", "Copy what leaves as hex, or as a program that sends it")));
    copy->setAccessibleName(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Copy as")));
    history->setToolTip(
        translated(QT_TRANSLATE_NOOP("widgets::Composer", "What was sent before (Alt+Up, Alt+Down)")));
    history->setAccessibleName(translated(QT_TRANSLATE_NOOP("widgets::Composer", "History")));
    library->setToolTip(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Show the saved payloads")));
    library->setAccessibleName(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Saved payloads")));
    send->setText(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Send")));
    send->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return)); // a new text takes the shortcut away
    send->setToolTip(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Send (Ctrl+Enter)")));
    wire->setAccessibleName(translated(QT_TRANSLATE_NOOP("widgets::Composer", "The bytes that leave")));
    target->retranslate();
    fields->retranslate();
    repeat->retranslate();
    cut->retranslate();
}

void ComposerView::showFraming(const QString &framing)
{
    frame->setVisible(!framing.isEmpty());
    // A long framing must not widen the window; all of it stands in the tool tip.
    const bool isLong = framing.size() > longestFraming;
    const QString shown = models::plain(isLong ? framing.left(longestFraming - 1) + u'…' : framing);
    frame->setText(translated(QT_TRANSLATE_NOOP("widgets::Composer", "Frame as %1")).arg(shown));
    frame->setToolTip(models::plainForToolTip(
        framing + QLatin1Char('\n') +
        translated(QT_TRANSLATE_NOOP("widgets::Composer",
                                     "Adds what the session's framing needs, so that the "
                                     "other side cuts exactly this payload"))));
}

void ComposerView::showWireSize(qsizetype bytes, int writes)
{
    const auto count = [](const char *words, int n) {
        return QCoreApplication::translate("widgets::Composer", words, nullptr, n);
    };
    const QString all = count(QT_TRANSLATE_N_NOOP("widgets::Composer", "Leaves: %n byte(s)"), int(bytes));
    const QString parts = count(QT_TRANSLATE_N_NOOP("widgets::Composer", "in %n write(s)"), writes);
    wireLabel->setText(writes > 1 ? all + QLatin1Char('\n') + parts : all);
}

} // namespace widgets
