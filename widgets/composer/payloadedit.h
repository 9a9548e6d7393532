#pragma once

#include "widgets/composer/markededit.h"

namespace widgets {

/// One of the composer's two editors. Looks at the size of what is pasted or dropped before taking it.
///
/// Limits   more than Composer::maxTyped characters, and dropped files, are not taken but told
///          (faults row 64)
/// Thread   GUI thread
class PayloadEdit : public MarkedEdit
{
    Q_OBJECT

public:
    PayloadEdit(const QString &name, QWidget *parent = nullptr);

    /// What is typed, every character as it is (toPlainText() turns no-break spaces into spaces).
    QString typed() const;
    /// Sets the text as the follower: no edited() signal, the undo history begins anew.
    void follow(const QString &text);

    /// True: it only shows; nothing can be typed.
    void setFollowing(bool only);

Q_SIGNALS:
    void edited(const QString &text);
    void tooMuchPasted(qsizetype characters);
    void fileDropped(const QString &path);
    void olderRequested();
    void newerRequested();
    void sendRequested(); // Ctrl+Enter

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool m_following = false;
};

} // namespace widgets
