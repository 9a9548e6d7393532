#pragma once

#include <QtCore/QList>
#include <QtWidgets/QPlainTextEdit>

namespace widgets {

/// A range of a text that is shown in a colour of its own and explained on hover.
struct TextMark
{
    enum class Kind : quint8 {
        Field,   // computes itself
        Section, // {{body}}: stands for no bytes
        Frame,   // what the framing adds
        Ending,  // the line ending
    };
    qsizetype position = 0; // characters
    qsizetype length = 0;
    Kind kind = Kind::Field;
    QString explanation; // plain text

    bool operator==(const TextMark &) const = default;
};

/// A plain text editor with marked ranges and the place of an error.
///
/// Limits   the first `mostMarks` are shown
/// Thread   GUI thread
class MarkedEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype mostMarks = 2000;

    MarkedEdit(const QString &name, QWidget *parent);

    void setMarks(const QList<TextMark> &marks);
    const QList<TextMark> &marks() const { return m_marks; }
    /// Underlines the character at `position` (or the end); -1 takes the mark away.
    void markError(qsizetype position);
    /// What a mark at this character says; empty without one.
    QString explanationAt(qsizetype position) const;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showMarks();
    QTextEdit::ExtraSelection selection(qsizetype position, qsizetype length) const;

    QList<TextMark> m_marks;
    qsizetype m_error = -1;
};

} // namespace widgets
