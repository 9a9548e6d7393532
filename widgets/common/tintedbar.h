#pragma once

#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>

namespace widgets {

/// A bar in a colour with a meaning, inside the window where the thing happened. Follows light and dark.
class TintedBar : public QFrame
{
    Q_OBJECT

public:
    enum class Tone : quint8 { Fault, Warning };
    explicit TintedBar(Tone tone, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    virtual void retranslate() {}

private:
    void takeColors();

    Tone m_tone;
};

/// A label that shows its text as it is: never rich text, never a link.
QLabel *plainLabel(QWidget *parent, bool wraps = false);

/// Makes a window as high as its wrapped labels need at its width; never smaller.
void growToFit(QWidget &window);

/// A one-line plain label that ends in "…" where there is no room; the whole text is its tooltip then.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace widgets
