#!/usr/bin/env bash
# Proves the two commands on a machine that has nothing: a fresh Debian in a folder, with only make, python3,
# certificates and git, a new home, and a clean checkout in a folder with a space in its name.
#
#   tests/bare_machine.sh [--install-only] [--tests] [--worktree] [--keep]
#
#   --install-only  stop after `make install`
#   --tests         run `make test` as well
#   --worktree      take the files as they are now instead of the last commit
#   --keep          leave the folder for a look
#
# Needs root, debootstrap and unshare. Where these are not to be had it takes a clean checkout with a new home and a
# bare PATH on this machine instead, and says so. Mirrors, proxies and certificates are those of this machine.
set -euo pipefail

install_only="" with_tests="" worktree="" keep="" inside=""
for word in "$@"; do
    case "$word" in
        --install-only) install_only=1 ;;
        --tests) with_tests=1 ;;
        --worktree) worktree=1 ;;
        --keep) keep=1 ;;
        --inside) inside=1 ;; # how this script calls itself in the bare machine
        *) sed -n '2,15s/^# \{0,1\}//p' "$0"; exit 2 ;;
    esac
done

say() { printf '== %s\n' "$*"; }

# --- in the bare machine ----------------------------------------------------------------------------------------------

timings=""
# timed NAME COMMAND... runs a command and remembers how long it took.
timed() {
    local name=$1 began status=0
    shift
    say "$name"
    began=$(date +%s.%N)
    "$@" || status=$?
    timings+=$(python3 -c "import sys; print('%-46s %8.2f s' % (sys.argv[1], float(sys.argv[3]) - float(sys.argv[2])))" \
        "$name" "$began" "$(date +%s.%N)")$'\n'
    return "$status"
}

# Visits the start page and the first pages that it links to; every one has to answer 200.
visit() {
    python3 - "$1" <<'PYTHON'
import re, sys, time, urllib.request
base, opener = sys.argv[1], urllib.request.build_opener(urllib.request.ProxyHandler({}))
waiting, seen = ["/", "/health/", "/api/docs/"], set()
while waiting and len(seen) < 12:
    path = waiting.pop(0)
    if path in seen:
        continue
    seen.add(path)
    began = time.monotonic()
    with opener.open(base + path, timeout=30) as answer:  # raises for anything but success
        body = answer.read()
    print(f"   {answer.status} {len(body):>8} bytes {time.monotonic() - began:6.3f} s  {path}")
    if b"<html" in body[:500].lower():
        waiting += [found.decode() for found in re.findall(rb'<a [^>]*href="(/[^"#?]*)"', body)]
PYTHON
}

answers() {
    python3 -c "import sys, urllib.request as u
u.build_opener(u.ProxyHandler({})).open(sys.argv[1] + '/health/', timeout=5)" "$1" 2>/dev/null
}

demo_pid=""
# Starts the demo as a terminal would, in a group of its own, and waits until it answers.
start_demo() {
    set -m
    make demo PORT="$port" >"$HOME/demo.log" 2>&1 &
    demo_pid=$!
    set +m
    for _ in $(seq 3000); do
        if answers "http://127.0.0.1:$port"; then return 0; fi
        if ! kill -0 "$demo_pid" 2>/dev/null; then break; fi
        sleep 0.1
    done
    echo "The demo does not answer. Its last words:"
    tail -n 40 "$HOME/demo.log"
    return 1
}

# Presses Ctrl-C and waits; afterwards nothing may run from this checkout.
stop_demo() {
    kill -INT -- "-$demo_pid"
    wait "$demo_pid" || true
    if answers "http://127.0.0.1:$port"; then echo "The port still answers."; return 1; fi
    local process
    for process in /proc/[0-9]*; do
        if [[ $process != "/proc/$$" && $(readlink "$process/exe" 2>/dev/null) == *python* \
            && $(readlink "$process/cwd" 2>/dev/null) == "$PWD" ]]; then
            echo "Still running: $(tr '\0' ' ' <"$process/cmdline")"
            return 1
        fi
    done
}

if [[ $inside ]]; then
    trap 'printf "%s" "$timings"' EXIT
    port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
    timed "make install, first time" make --no-print-directory install
    timed "make install, nothing to do" make --no-print-directory install
    if [[ $install_only ]]; then exit 0; fi
    timed "make demo until it answers, first time" start_demo
    timed "a few pages" visit "http://127.0.0.1:$port"
    timed "Ctrl-C" stop_demo
    timed "make demo until it answers, second time" start_demo
    timed "the same pages" visit "http://127.0.0.1:$port"
    timed "Ctrl-C again" stop_demo
    if [[ $with_tests ]]; then timed "make test" make --no-print-directory test; fi
    say "Both commands work."
    exit 0
fi

# --- on this machine --------------------------------------------------------------------------------------------------

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=$(mktemp -d -t alqa-bare.XXXXXX)
tidy() {
    if [[ $keep ]]; then
        say "Left for a look: $place"
    else
        # Nothing is mounted here any more: mounts were made in a namespace of their own, which ended with its command.
        rm -rf --one-file-system "$place"
    fi
}
trap tidy EXIT

# copy_checkout FOLDER makes a git checkout there, of the last commit or of the files as they are.
copy_checkout() {
    mkdir -p "$(dirname "$1")"
    if [[ ! $worktree ]] && git -C "$root" rev-parse --verify --quiet HEAD >/dev/null; then
        git clone --quiet --no-local "$root" "$1"
        return
    fi
    say "The files as they are now, without ignored ones"
    mkdir -p "$1"
    # A tracked file that was deleted is listed too; it is no file to copy.
    (cd "$root" && git ls-files -z --cached --others --exclude-standard |
        while IFS= read -r -d '' file; do if [[ -e $file || -L $file ]]; then printf '%s\0' "$file"; fi; done |
        tar --null --files-from=- -cf -) | tar -xf - -C "$1"
    git -C "$1" init --quiet
    git -C "$1" add --all
    git -C "$1" -c user.name=Test -c user.email=test@example.org commit --quiet --message "As it is now"
}

# passed_on ROOT prints the settings for package managers, one NAME=value a line, leaving out paths that ROOT lacks.
passed_on() {
    local name value
    while IFS='=' read -r name value; do
        if [[ $value != /* || -e $1$value ]]; then printf '%s=%s\n' "$name" "$value"; fi
    done < <(env | grep -iE '^(PIP|UV|NPM|NPM_CONFIG|SSL|REQUESTS_CA|CURL_CA|NODE_EXTRA_CA)_[A-Z_]*=|^(https?|ftp|all|no)_proxy=')
}

possible() {
    [[ $(id -u) == 0 ]] && command -v debootstrap >/dev/null && command -v apt-get >/dev/null &&
        unshare --mount --pid --fork true 2>/dev/null
}

# copy_in FILE... copies files or folders of this machine to the same place in the bare one, when they exist.
copy_in() {
    local path
    for path in "$@"; do
        if [[ -e $path ]]; then
            mkdir -p "$bare$(dirname "$path")"
            cp -aLT "$path" "$bare$path"
        fi
    done
}

make_bare_machine() {
    local mirror suite
    # The first mirror that this machine uses, whichever way its sources are written down.
    read -r mirror suite < <(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages')
    say "A bare $suite by debootstrap"
    debootstrap --variant=minbase --include=make,python3,ca-certificates,git "$suite" "$bare" "$mirror" \
        >"$place/debootstrap.log" 2>&1 || { tail -n 20 "$place/debootstrap.log"; return 1; }
    rm -rf "$bare/etc/apt/sources.list"
    copy_in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf /etc/apt/apt.conf.d /etc/apt/auth.conf.d \
        /etc/apt/trusted.gpg.d /etc/apt/keyrings /usr/share/keyrings /usr/local/share/ca-certificates \
        /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/npmrc
    chroot "$bare" update-ca-certificates >/dev/null 2>&1
}

home=/home/somebody
folder="/srv/alqa checkout"
arguments=(--inside)
if [[ $install_only ]]; then arguments+=(--install-only); fi
if [[ $with_tests ]]; then arguments+=(--tests); fi

began=$SECONDS
if possible; then
    bare="$place/root"
    mkdir "$bare"
    make_bare_machine
    mkdir -p "$bare$home"
    copy_checkout "$bare$folder"
    cp "$0" "$bare/tmp/bare_machine.sh"
    if [[ -e ~/.npmrc ]]; then cp ~/.npmrc "$bare$home/.npmrc"; fi
    mapfile -t settings < <(passed_on "$bare")
    say "The bare machine is ready after $((SECONDS - began)) s"
    # Mounts and processes live in namespaces of their own, so nothing is left behind however this ends.
    unshare --mount --pid --fork --kill-child bash -euc '
        bare=$1 folder=$2
        shift 2
        mount --make-rprivate /
        mount -t proc proc "$bare/proc"
        mount --rbind /dev "$bare/dev"
        exec chroot "$bare" /usr/bin/env -i "$@"
    ' enter "$bare" "$folder" \
        HOME="$home" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${settings[@]}" \
        bash -c 'cd "$0" && exec bash /tmp/bare_machine.sh "$@"' "$folder" "${arguments[@]}"
else
    say "No bare Debian here (that takes root, debootstrap and unshare): a clean checkout with a new home instead."
    say "What apt would have to install on a bare machine is NOT proved by this run."
    mkdir -p "$place$home"
    copy_checkout "$place$folder"
    if [[ -e ~/.npmrc ]]; then cp ~/.npmrc "$place$home/.npmrc"; fi
    mapfile -t settings < <(passed_on "")
    cd "$place$folder"
    env -i HOME="$place$home" PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "${settings[@]}" \
        bash "$root/tests/bare_machine.sh" "${arguments[@]}"
fi
