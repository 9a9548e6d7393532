#include "app/gui/fieldcolumns.h"

#include "app/gui/recordingviews.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/structureeditor.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>

#include <optional>

namespace app {

using netcore::Structure;
using widgets::FramesView;
using widgets::StructureEditor;

namespace {

QString shown(const QString &text)
{
    return models::plain(text, 60).replace(u'&', QLatin1String("&&"));
}

class FieldColumns final : public QObject
{
    Q_OBJECT

public:
    FieldColumns(RecordingViews &views, StructureEditor &editor)
        : QObject(views.frames())
        , m_views(views)
        , m_frames(*views.frames())
        , m_editor(editor)
        , m_button(new QPushButton(&m_frames))
        , m_menu(new QMenu(m_button))
    {
        m_button->setObjectName(QStringLiteral("fieldColumns"));
        m_button->setAutoDefault(false);
        m_button->setMenu(m_menu);
        m_button->installEventFilter(this);
        m_frames.buttonsLine()->addWidget(m_button);
        m_text = textOfEditor();
        connect(m_menu, &QMenu::aboutToShow, this, &FieldColumns::fillMenu);
        connect(&editor, &StructureEditor::structureChanged, this, &FieldColumns::takeStructure);
        connect(&editor, &StructureEditor::historyRequested, this, &FieldColumns::showHistory);
        retranslate();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange)
            retranslate();
        return QObject::eventFilter(watched, event);
    }

private:
    QString textOfEditor() const { return m_editor.structure() ? m_editor.structure()->text() : QString(); }

    /// Reading the same text again, as after a change of the language, is no choice.
    void takeStructure()
    {
        if (textOfEditor() == std::exchange(m_text, textOfEditor()))
            return;
        show(m_wanted.value_or(true));
    }

    void show(bool on)
    {
        const auto &structure = m_editor.structure();
        m_frames.setStructure(on && structure ? std::make_shared<const Structure>(*structure) : nullptr);
    }

    void showHistory(const QString &path)
    {
        if (!m_frames.table()->rows().structure())
            show(true);
        m_views.tabs()->setCurrentWidget(&m_frames);
        m_frames.pin(path);
    }

    void fillMenu()
    {
        m_menu->clear();
        widgets::FramesTable *table = m_frames.table();
        const bool on = table->rows().structure() != nullptr;
        const QString title = m_editor.structure() ? shown(m_editor.structure()->title()) : QString();
        QAction *all = m_menu->addAction(tr("Fields of “%1” as columns").arg(title));
        all->setCheckable(true);
        all->setChecked(on);
        connect(all, &QAction::toggled, this, [this](bool wanted) {
            m_wanted = wanted;
            show(wanted);
        });
        m_menu->addSeparator();
        for (const netcore::FieldDeclaration &field : table->rows().fields()) {
            QAction *one = m_menu->addAction(shown(field.path));
            one->setCheckable(true);
            one->setChecked(!table->isFieldHidden(field.path));
            connect(one, &QAction::toggled, table,
                    [table, path = field.path](bool wanted) { table->setFieldHidden(path, !wanted); });
        }
        m_menu->addSeparator();
        fillStructures(m_menu->addMenu(tr("Structure")));
    }

    void fillStructures(QMenu *menu)
    {
        for (const auto &[name, title] : m_editor.choices()) {
            QAction *one = menu->addAction(shown(title));
            one->setCheckable(true);
            one->setChecked(name == m_editor.chosen());
            connect(one, &QAction::triggered, this, [this, wanted = name] {
                m_wanted = true; // who chooses a structure wants to see it
                m_editor.choose(wanted);
                show(true);
            });
        }
        menu->addSeparator();
        menu->addAction(tr("Edit…"), this, [this] { m_views.tabs()->setCurrentWidget(&m_editor); });
    }

    void retranslate()
    {
        m_button->setText(tr("Fields"));
        m_button->setToolTip(tr("The fields that a structure finds in the frames, as columns"));
    }

    RecordingViews &m_views;
    FramesView &m_frames;
    StructureEditor &m_editor;
    QPushButton *m_button;
    QMenu *m_menu;
    QString m_text;
    std::optional<bool> m_wanted; // by the user
};

} // namespace

void wireFieldColumns(RecordingViews &views, StructureEditor &editor)
{
    new FieldColumns(views, editor); // owned by the frames view
}

} // namespace app

#include "fieldcolumns.moc"
