#pragma once

#include "netcore/frames/frameanswers.h"
#include "widgets/models/statisticsscan.h"

#include <QtWidgets/QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QSpinBox;

namespace widgets {

/// The line that chooses whose answers are shown, and which is the answer to a request: the next record, the
/// next frame, or what has the same bytes or the same field.
///
/// Thread   GUI thread
class RoundTripChoice : public QWidget
{
    Q_OBJECT

public:
    enum Matching { NextRecord, SameBytes, NextFrame, SameField, MatchingCount };

    explicit RoundTripChoice(QWidget *parent = nullptr);

    std::size_t asked() const; // netcore::outIndex: we ask
    Matching matching() const;
    void apply(models::StatisticsScope &scope) const;
    /// Asked in a pool thread: a pure function of what it holds.
    void setFraming(std::function<QString(netcore::ConnectionId, quint32)> framing);
    /// Its fields can be chosen; null: none.
    void setStructure(std::shared_ptr<const netcore::Structure> structure);

Q_SIGNALS:
    void askedChanged();
    void matchingChanged(); // what apply() says is another question now

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showParts();
    void fillFields();

    std::function<QString(netcore::ConnectionId, quint32)> m_framing;
    std::shared_ptr<const netcore::Structure> m_structure;
    QComboBox *m_asked;
    QComboBox *m_matching;
    QLabel *m_offsetLabel;
    QSpinBox *m_offset;
    QLabel *m_lengthLabel;
    QSpinBox *m_length;
    QComboBox *m_field;
    QLabel *m_noField;
};

} // namespace widgets
