#include "app/gui/structurewiring.h"

#include "app/gui/fieldcolumns.h"
#include "app/gui/recordingviews.h"
#include "widgets/charts/chartsview.h"
#include "widgets/charts/roundtripchoice.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/structureeditor.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/framescan.h"

#include <QtCore/QEvent>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QTabWidget>

#include <memory>

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

/// What the structure reads: the selected frame, or the bytes of the selected record.
class StructureReading final : public QObject
{
public:
    StructureReading(RecordingViews &views, StructureEditor *editor)
        : QObject(editor), m_views(views), m_editor(editor), m_hex(views.hex()->view())
    {
        connect(&views, &RecordingViews::recordSelected, this, &StructureReading::read);
        connect(views.tabs(), &QTabWidget::currentChanged, this, &StructureReading::read);
        connect(editor, &StructureEditor::rangesChanged, this, &StructureReading::colour);
        connect(editor, &StructureEditor::fieldSelected, this,
                [this](quint64 from, quint64 length) { m_hex->selectRange(m_from + from, length); });
    }

private:
    bool isShown() const { return m_views.tabs()->currentWidget() == m_editor; }

    void read()
    {
        if (!isShown()) { // colours without the tree that explains them would only puzzle
            m_hex->setRanges({});
            return;
        }
        const widgets::FramesView *frames = m_views.frames();
        const auto position = m_views.selectedRecord() ? std::nullopt : frames->currentPosition();
        m_from = 0;
        if (position) { // the hex view has its whole stream
            const netcore::IndexedFrame frame = frames->scan().index()->at(*position);
            m_from = frame.frame.offset;
            m_editor->setFrame(frames->table()->rows().bytesOf(frame, mostRead));
        } else {
            m_editor->setFrame(m_hex->source() ? m_hex->source()->read(0, mostRead) : QByteArray());
        }
    }

    void colour(QList<widgets::HexRange> ranges)
    {
        for (widgets::HexRange &range : ranges)
            range.from += m_from;
        m_hex->setRanges(isShown() ? ranges : QList<widgets::HexRange>());
    }

    RecordingViews &m_views;
    StructureEditor *m_editor;
    HexView *m_hex;
    quint64 m_from = 0; // of what is read, in the hex view
};

} // namespace

void wireStructures(RecordingViews &views)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/structures");
    auto *editor = new StructureEditor(folder, &views);
    views.tabs()->addTab(editor, QString());
    new TabTitle(views.tabs(), editor);  // owned by the editor
    new StructureReading(views, editor); // too
    wireFieldColumns(views, *editor);
    const auto shareFields = [editor, charts = views.charts()] {
        charts->roundTripChoice()->setStructure(
            editor->structure() ? std::make_shared<const netcore::Structure>(*editor->structure()) : nullptr);
    };
    QObject::connect(editor, &StructureEditor::structureChanged, views.charts(), shareFields);
    shareFields();
}

} // namespace app

#include "structurewiring.moc"
