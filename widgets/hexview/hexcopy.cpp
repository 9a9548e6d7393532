// What a hex view puts on the clipboard.
#include "widgets/hexview/hexview.h"

#include "netcore/payload/hex.h"
#include "netcore/payload/literals.h"
#include "netcore/recording/hexdump.h"
#include "widgets/models/plaintext.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>

namespace widgets {

namespace {

QString dumpOf(const QByteArray &bytes)
{
    netcore::hexdump::Stream dump;
    const QByteArray lines = dump.feed(bytes);
    return QString::fromLatin1(lines + dump.finish());
}

QString textIn(HexView::CopyForm form, const QByteArray &bytes)
{
    switch (form) {
    case HexView::CopyForm::Hex: return netcore::hex::format(bytes);
    case HexView::CopyForm::Text: return models::plain(bytes, bytes.size());
    case HexView::CopyForm::CArray: return netcore::cArray(bytes);
    case HexView::CopyForm::Python: return netcore::pythonBytes(bytes);
    case HexView::CopyForm::Dump: return dumpOf(bytes);
    case HexView::CopyForm::Base64: return QString::fromLatin1(bytes.toBase64());
    }
    return {};
}

} // namespace

void HexView::copyAs(CopyForm form)
{
    if (!hasBytes())
        return;
    const quint64 length = m_selection.isEmpty() ? m_selection.size() : m_selection.length();
    if (length > copyLimit) {
        Q_EMIT copyRefused(length, copyLimit);
        return;
    }
    QGuiApplication::clipboard()->setText(textIn(form, chosenBytes()));
}

void HexView::addCopyActions(QMenu *menu)
{
    const bool all = m_selection.isEmpty();
    menu->addSection(all ? tr("Copy all bytes as") : tr("Copy selection as"));
    const auto add = [this, menu](const QString &text, CopyForm form) {
        menu->addAction(text, this, [this, form] { copyAs(form); })->setEnabled(hasBytes());
    };
    add(tr("Hex"), CopyForm::Hex);
    add(tr("Text"), CopyForm::Text);
    add(tr("C array"), CopyForm::CArray);
    add(tr("Python bytes"), CopyForm::Python);
    add(tr("Base64"), CopyForm::Base64);
    add(tr("Hex dump"), CopyForm::Dump);
}

} // namespace widgets
