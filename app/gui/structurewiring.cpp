#include "app/gui/structurewiring.h"

#include "app/gui/recordingviews.h"
#include "widgets/framing/structureeditor.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"

#include <QtCore/QEvent>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QTabWidget>

namespace app {

using widgets::HexView;
using widgets::StructureEditor;

namespace {

constexpr qsizetype mostRead = 64 << 10; // bytes of a record that a structure looks at

/// Gives the tab its words, in the language of the moment.
class TabTitle final : public QObject
{
    Q_OBJECT

public:
    TabTitle(QTabWidget *tabs, QWidget *page) : QObject(page), m_tabs(tabs), m_page(page)
    {
        page->installEventFilter(this);
        apply();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange)
            apply();
        return QObject::eventFilter(watched, event);
    }

private:
    void apply()
    {
        const int index = m_tabs->indexOf(m_page);
        m_tabs->setTabText(index, tr("Structure"));
        m_tabs->setTabToolTip(index, tr("The fields of the selected bytes, read as a structure says"));
    }

    QTabWidget *m_tabs;
    QWidget *m_page;
};

} // namespace

void wireStructures(RecordingViews &views)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/structures");
    auto *editor = new StructureEditor(folder, &views);
    views.tabs()->addTab(editor, QString());
    new TabTitle(views.tabs(), editor); // owned by the editor
    HexView *hex = views.hex()->view();
    const auto isShown = [&views, editor] { return views.tabs()->currentWidget() == editor; };
    const auto read = [editor, hex, isShown] {
        // Colours without the tree that explains them would only puzzle.
        if (isShown())
            editor->setFrame(hex->source() ? hex->source()->read(0, mostRead) : QByteArray());
        else
            hex->setRanges({});
    };
    QObject::connect(&views, &RecordingViews::recordSelected, editor, read);
    QObject::connect(views.tabs(), &QTabWidget::currentChanged, editor, read);
    QObject::connect(editor, &StructureEditor::rangesChanged, hex,
                     [hex, isShown](const QList<widgets::HexRange> &ranges) {
                         hex->setRanges(isShown() ? ranges : QList<widgets::HexRange>());
                     });
    QObject::connect(editor, &StructureEditor::fieldSelected, hex, &HexView::selectRange);
}

} // namespace app

#include "structurewiring.moc"
