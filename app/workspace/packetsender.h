#pragma once

#include "app/workspace/workspace.h"

namespace app {

/// The payloads that Packet Sender saved: its `packets.ini`, or its JSON export.
///
/// File     ini: a group for each packet with name, hexString, toIP, port, tcpOrUdp, as QSettings writes it;
/// JSON: an
///          array of objects with name, hexstring, toip, port, tcporudp. Told apart by the first character.
/// Becomes  a hex payload in the folder "Packet Sender"; where it went is its description. Names that a
/// workspace
///          refuses are made such that it takes them.
/// Limits   8 MiB, 10,000 packets, payloads of 512 KiB; a value of QSettings that is no text is never decoded
/// Errors   what cannot be read is refused whole, with line and column
/// Thread   any thread
/// Source   Packet Sender's src/packet.cpp (saveToDB, ExportJSON), QSettings::IniFormat; faults row 56
netcore::Result<QList<models::SavedPayload>, WorkspaceProblem> parsePacketSender(const QByteArray &content);
netcore::Result<QList<models::SavedPayload>, WorkspaceProblem> loadPacketSender(const QString &path);

} // namespace app
