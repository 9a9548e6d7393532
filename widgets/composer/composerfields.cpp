// The composer's fields: what they take, how they are put in, and the structure as a form.
#include "netcore/base/clock.h"
#include "widgets/composer/composer_p.h"
#include "widgets/composer/cutbar.h"
#include "widgets/composer/fieldsmenu.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/targetbar.h"

#include <QtGui/QTextCursor>
#include <QtWidgets/QToolButton>

namespace widgets {

using netcore::PayloadForm;

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

} // namespace widgets
