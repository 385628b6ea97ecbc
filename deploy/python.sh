# Finds Python, makes .venv and installs a hashed lock file into it, once per lock file.
prepare_python() {
    lock=$1
    stamp=".venv/installed-$(cksum < "$lock" | tr -d ' \t')"
    [ -f "$stamp" ] && return 0
    if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        for candidate in python3.11 python3.12 python3.13 python3 python; do
            if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
                found=$candidate
                break
            fi
        done
        if [ -z "${found:-}" ]; then
            echo "Python 3.11 or newer is needed and was not found. On Debian: apt-get install python3 python3-venv" >&2
            exit 1
        fi
        echo "· Making a virtual environment"
        rm -rf .venv
        if ! "$found" -m venv .venv 2>/dev/null; then
            echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2
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
