#!/usr/bin/env bash
# Builds the Debian package into build/package, from the release preset.
set -eu
cd "$(dirname "$0")/.."
rm -rf build/package
CMAKE_BUILD_PARALLEL_LEVEL=${1:-$(nproc)} cmake --workflow --preset package
ls build/package/*.deb
