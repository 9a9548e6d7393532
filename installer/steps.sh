# What ./run and ./test share: the packages, the steps with their progress lines, and the failure message.
# Sourced by bash with `top` set to the root of the repo.

logs="$top/build/logs"
mkdir -p "$logs"
jobs=$(nproc 2>/dev/null || echo 2)
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$top} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}
export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros}

seconds_since() { echo $(($(date +%s) - $1)); }

# step NAME COMMAND...: one line of progress; the log is shown only where the command fails.
step() {
    local name=$1 began log
    shift
    began=$(date +%s)
    log="$logs/$(echo "$name" | tr -cs 'a-zA-Z0-9\n' '-' | tr 'A-Z' 'a-z').log"
    printf '%-44s ' "$name"
    if "$@" >"$log" 2>&1 </dev/null; then
        printf 'done  %3ss\n' "$(seconds_since "$began")"
        return 0
    fi
    printf 'FAILED %3ss\n' "$(seconds_since "$began")"
    show_failure "$name" "$log"
    return 1
}

show_failure() {
    local name=$1 log=$2 shown
    shown=$(grep -nE 'error:|Error |FAILED|FAIL!|\*\*\*|ERROR:|SUMMARY:|not found' "$log" | head -n 30)
    {
        echo "---- $name failed; the lines that matter, then the end of the log:"
        [ -n "$shown" ] && echo "$shown" && echo '----'
        tail -n 40 "$log"
        echo "---- the whole log: ${log#"$top"/}"
    } | cut -c1-400
}

stop() {
    echo "$1" >&2
    exit "${2:-1}"
}

# packages_of SECTION...: the names listed under these sections.
packages_of() {
    local sections=" $* "
    while read -r section package _; do
        case "$sections" in *" $section "*) echo "$package" ;; esac
    done < <(grep -vE '^(#|$)' "$top/installer/packages.txt")
}

missing_packages() {
    local wanted have
    wanted=$(packages_of "$@")
    have=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p')
    comm -23 <(sort -u <<<"$wanted") <(sort -u <<<"$have")
}

apt_install() {
    local as_root=$1
    shift
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# install_packages SECTION...: only what is missing, and sudo only where it is needed for that.
install_packages() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
        { echo 'Not a Debian system: install what installer/packages.txt names by hand.'; return 0; }
    local missing as_root=
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            stop "These Debian packages are missing, and there is no sudo to install them. As root: apt-get install $missing"
        # Asked here, where the question can be seen, and not inside a step.
        sudo -v || stop "These Debian packages are missing, and sudo refused. As root: apt-get install $missing"
        as_root=sudo
    fi
    echo "missing packages: $missing"
    step 'install packages' apt_install "$as_root" $missing ||
        stop 'The packages could not be installed: see the log above; then run this again.'
}

# Configures once; ninja itself configures again when a CMake file changes.
configure() {
    [ -f "$top/build/$1/build.ninja" ] || cmake --preset "$1"
}

build() {
    local preset=$1
    shift
    cmake --build --preset "$preset" -j "$jobs" "$@"
}

# build_step PRESET TARGETS...: silent where there is nothing to do.
up_to_date() {
    local preset=$1
    shift
    [ -f "$top/build/$preset/build.ninja" ] &&
        ninja -C "$top/build/$preset" -n "$@" 2>/dev/null | grep -q 'no work to do'
}
