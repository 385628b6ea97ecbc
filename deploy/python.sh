# Finds Python, makes .venv and installs a hashed lock file into it, once per lock file.  Read in by ./start and ./test.
prepare_python() {
    lock=$1
    PATH="${PATH:+$PATH:}/usr/local/bin:/usr/bin:/bin"
    export PATH
    # pip and Chromium want a home to write in; without one they would try the root of the file system.
    if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
        HOME=$PWD/var/home
        mkdir -p "$HOME"
        export HOME
    fi
    stamp=".venv/installed-$(cksum < "$lock" | tr -d ' \t')"
    [ -f "$stamp" ] && .venv/bin/python -c '' 2>/dev/null && return 0
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
            exit 1
        fi
    fi
    echo "· Installing packages (the first time this takes a minute)"
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"; then
        echo "The packages could not be installed: check the network connection, then run the command again." >&2
        exit 1
    fi
    : > "$stamp"
}
