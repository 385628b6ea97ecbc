# Finds Python, makes .venv and installs a hashed lock file into it, once per lock file.  Read in by ./start and ./test,
# which name the lock file and how many MB of packages it brings.
prepare_python() {
    lock=$1
    room=$2
    PATH="${PATH:+$PATH:}/usr/local/bin:/usr/bin:/bin"
    export PATH
    # pip and Chromium want a home to write in; without one they would try the root of the file system.
    if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
        HOME=$PWD/var/home
        mkdir -p "$HOME" 2>/dev/null || HOME=${TMPDIR:-/tmp}
        export HOME
    fi
    stamp=".venv/installed-$(cksum < "$lock" | tr -d ' \t')"
    [ -f "$stamp" ] && .venv/bin/python -c '' 2>/dev/null && return 0
    if ! [ -w . ]; then
        echo "$PWD may not be written: it is mounted read-only or belongs to another user." >&2
        echo "Copy the project to a folder of your own and run the command there." >&2
        exit 1
    fi
    # Another lock file brings only what changed.
    [ -d .venv ] && room=100
    free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
    if [ "$free" -lt "$room" ]; then
        echo "The disk of $PWD has $free MB left, and $room MB are needed for the packages." >&2
        echo "Make room on it, or copy the project to another disk. Nothing was begun." >&2
        exit 1
    fi
    if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        found=
        bare=
        for candidate in python3.14 python3.13 python3.12 python3.11 python3 python; do
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null || continue
            if "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
                found=$candidate
                break
            fi
            bare=$candidate
        done
        if [ -z "$found" ] && [ -n "$bare" ]; then
            echo "$bare lacks its venv module. On Debian: apt-get install python3-venv" >&2
            exit 1
        elif [ -z "$found" ]; then
            echo "Python 3.11 to 3.14 is needed and was not found. On Debian: apt-get install python3 python3-venv" >&2
            exit 1
        fi
        echo "· Making a virtual environment"
        rm -rf .venv
        if ! "$found" -m venv .venv; then
            echo "The virtual environment could not be made; the reason is above." >&2
            echo "Where it is that programs may not run here (noexec), copy the project to a folder that allows it." >&2
            exit 1
        fi
    fi
    echo "· Installing packages (the first time this takes a minute)"
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"; then
        if [ "$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')" -lt 20 ]; then
            echo "The disk of $PWD filled up while packages were installed. Make room on it, then run the command again." >&2
        else
            echo "The packages could not be installed: check the network connection, then run the command again." >&2
            echo "Behind a proxy set HTTPS_PROXY; PIP_INDEX_URL names another index. What is here already is kept." >&2
        fi
        exit 1
    fi
    : > "$stamp"
}
