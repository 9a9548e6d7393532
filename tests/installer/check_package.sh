#!/usr/bin/env bash
# Unpacks the Debian package and checks that what a user would get is well formed and starts.
# check_package.sh FOLDER_WITH_THE_DEB
set -eu -o pipefail
deb=$(ls "$1"/*.deb)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
dpkg-deb -x "$deb" "$place"
dpkg-deb --info "$deb"
dpkg-deb -f "$deb" Depends | grep -q libqt6core6 || { echo 'error: the package does not depend on Qt'; exit 1; }

share=$place/usr/share
id=org.socketarium.Socketarium
desktop-file-validate "$share/applications/$id.desktop"
test -s "$share/mime/packages/$id.xml"
appstreamcli validate --no-net "$share/metainfo/$id.metainfo.xml"
for page in socketarium socketarium-cli; do
    test -s "$share/man/man1/$page.1"
    ! grep -n '@[A-Z_]*@' "$share/man/man1/$page.1"
done
grep -q '<svg' "$share/icons/hicolor/scalable/apps/$id.svg"
test -s "$share/doc/socketarium/copyright"

cli=$place/usr/bin/socketarium-cli window=$place/usr/bin/socketarium
"$cli" --version | grep -E '^socketarium-cli [0-9]+\.[0-9]+\.[0-9]+$'
"$cli" demo --print none
if ldd "$cli" | grep -E 'libQt6(Gui|Widgets)'; then
    echo 'error: socketarium-cli links a display library'
    exit 1
fi
"$window" --version # neither needs a display
"$window" --help >/dev/null
export QT_QPA_PLATFORM=offscreen HOME=$place XDG_CONFIG_HOME=$place/config
"$cli" demo --print none --record "$place/demo.sockrec"
timeout 60 "$window" --screenshot "$place/recording.png" "$place/demo.sockrec" # as a file manager would
test -s "$place/recording.png"
timeout 60 "$window" --demo --screenshot "$place/window.png"
test "$(head -c 8 "$place/window.png" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a
echo "$(basename "$deb"): unpacked, checked, started"
