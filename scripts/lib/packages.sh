# shellcheck shell=bash disable=SC2034 # the lists of needs are used by the scripts that source this
# What Leadline needs from the system, how each is looked for, and how it is installed. Sourced after common.sh.
#
# A need is one line: how to look, what to look for, the Debian and Ubuntu packages, the Fedora packages, separated by "|".
# It is the thing itself that is looked for, never a package: a library may have come from anywhere.

# What the compiler needs beside Rust; perl and make for the OpenSSL that is built along, for encrypted files.
readonly needs_build='
program cc|gcc libc6-dev|gcc glibc-devel
program make|make|make
perl IPC::Cmd|perl|perl-IPC-Cmd
perl FindBin|perl|perl-FindBin
perl File::Copy|perl|perl-File-Copy
perl File::Compare|perl|perl-File-Compare'

# What the window opens at run time. The program loads these itself, so no linker and no packager would tell.
readonly needs_window='
library libX11.so.6|libx11-6|libX11
library libX11-xcb.so.1|libx11-xcb1|libX11-xcb
library libxcb.so.1|libxcb1|libxcb
library libXcursor.so.1|libxcursor1|libXcursor
library libXi.so.6|libxi6|libXi
library libXrandr.so.2|libxrandr2|libXrandr
library libxkbcommon.so.0|libxkbcommon0|libxkbcommon
library libxkbcommon-x11.so.0|libxkbcommon-x11-0|libxkbcommon-x11
library libwayland-client.so.0|libwayland-client0|libwayland-client
library libwayland-cursor.so.0|libwayland-cursor0|libwayland-cursor
library libwayland-egl.so.1|libwayland-egl1|libwayland-egl
library libEGL.so.1|libegl1|libglvnd-egl
library libGL.so.1|libgl1|libglvnd-glx
driver opengl|libgl1-mesa-dri libegl-mesa0 libglx-mesa0|mesa-dri-drivers mesa-libEGL mesa-libGL'

# What the system shows the file dialog with.
readonly needs_dialogs='
library libdbus-1.so.3|libdbus-1-3|dbus-libs
dialog files|xdg-desktop-portal-gtk|xdg-desktop-portal-gtk'

# A display that nobody looks at, and what takes pictures of it.
readonly needs_virtual='
program Xvfb|xvfb|xorg-x11-server-Xvfb
program openbox|openbox|openbox
program dbus-daemon|dbus|dbus-daemon
program xdotool|xdotool|xdotool
program import|imagemagick|ImageMagick
program identify|imagemagick|ImageMagick'

# What the tests need besides: a notification daemon, a store of passphrases, a file dialog that needs no portal, a clock that can be set, and an accessibility
# client's side of the desktop.
readonly needs_end_to_end='
program dunst|dunst|dunst
program dunstctl|dunst|dunst
program zenity|zenity|zenity
program faketime|faketime|libfaketime
program gnome-keyring-daemon|gnome-keyring|gnome-keyring
helper at-spi-bus-launcher|at-spi2-core|at-spi2-core
python Atspi|python3-gi gir1.2-atspi-2.0|python3-gobject at-spi2-core'

# Whether the dynamic loader knows a library of this machine's own word size.
have_library() {
  local known
  # /sbin is not on everyone's PATH. A line reads: name (kind) => file.
  known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null | grep -F "$1 (" || true)
  # Lines of 32-bit x86 say nothing but "(libc6)", and are of no use to a 64-bit program.
  [[ $(getconf LONG_BIT) != 64 ]] || known=$(grep -vF '(libc6)' <<<"$known" || true)
  [[ -n $known ]]
}

# Whether there is anything behind libGL: Mesa's drivers, in the folder of their own or in one library, or a vendor's.
have_opengl_driver() {
  compgen -G '/usr/lib*/dri/*_dri.so' >/dev/null || compgen -G '/usr/lib/*/dri/*_dri.so' >/dev/null ||
    compgen -G '/usr/lib*/libgallium*.so' >/dev/null || compgen -G '/usr/lib/*/libgallium*.so' >/dev/null ||
    have_library libGLX_nvidia.so.0
}

# Whether a file dialog can be shown: by the desktop's portal, or by zenity.
have_file_dialog() {
  have zenity || compgen -G '/usr/share/xdg-desktop-portal/portals/*.portal' >/dev/null
}

# Whether one of the desktop's own helpers, which are kept off the PATH, is there.
have_helper() {
  [[ -x /usr/libexec/$1 || -x /usr/lib/at-spi2-core/$1 ]]
}

# Whether the system's Python (not one that somebody put before it) can speak to the accessibility bus.
have_python_binding() {
  /usr/bin/python3 -c "import gi; gi.require_version('$1', '2.0'); from gi.repository import $1" >/dev/null 2>&1
}

# have_need KIND NAME: looks for one thing.
have_need() {
  case $1 in
    program) have "$2" ;;
    library) have_library "$2" ;;
    driver) have_opengl_driver ;;
    dialog) have_file_dialog ;;
    helper) have_helper "$2" ;;
    python) have_python_binding "$2" ;;
    perl) perl -M"$2" -e 1 >/dev/null 2>&1 ;;
  esac
}

# missing_needs NEEDS: prints the lines of what is not there.
missing_needs() {
  local line what
  while IFS= read -r line; do
    [[ -n $line ]] || continue
    what=${line%%|*}
    have_need "${what%% *}" "${what#* }" || printf '%s\n' "$line"
  done <<<"$1"
}

# named NEEDS: the things themselves, for people.
named() {
  cut -d '|' -f 1 <<<"$1" | sed -e 's/^program //; s/^library //; s/^helper //' -e 's/^driver opengl/an OpenGL driver/' \
    -e 's/^dialog files/a file dialog/' -e 's/^python Atspi/the Python binding of the accessibility bus/' |
    sort -u | paste -sd , - | sed 's/,/, /g'
}

# packages_for MANAGER NEEDS: the packages that bring them, on one line.
packages_for() {
  local column=2
  [[ $1 == dnf ]] && column=3
  cut -d '|' -f "$column" <<<"$2" | tr ' ' '\n' | sort -u | paste -sd ' ' -
}

# The package manager of this machine, of those whose package names are known here.
package_manager() {
  if have apt-get; then
    echo apt-get
  elif have dnf; then
    echo dnf
  fi
}

# Whether commands run here are root's.
is_root() {
  [[ $(id -u) == 0 ]]
}

# install_needs PURPOSE NEEDS: installs what is missing, having said so; ends the script when that cannot be done.
install_needs() {
  local purpose=$1 missing manager packages as_root=() install patience='' still
  missing=$(missing_needs "$2")
  [[ -n $missing ]] || return 0
  say "$purpose needs what is not on this machine yet: $(named "$missing")."

  manager=$(package_manager)
  [[ -n $manager ]] || fail \
    "There is neither apt-get nor dnf here to install it with. Please install it with this system's own package manager" \
    "and start again. Debian calls the packages: $(packages_for apt-get "$missing")"

  packages=$(packages_for "$manager" "$missing")
  case $manager in
    apt-get)
      install="apt-get install -y --no-install-recommends $packages"
      # A machine that has just started may be updating itself, and holds the lock meanwhile.
      patience='-o DPkg::Lock::Timeout=120'
      ;;
    dnf) install="dnf install -y --setopt=install_weak_deps=False $packages" ;;
  esac
  if ! is_root; then
    have sudo || fail "Installing needs an administrator, and there is no sudo here. Have this run as root, then start again:" "  $install"
    as_root=(sudo)
  fi

  say "Installing it now: ${as_root[*]:+${as_root[*]} }$install"
  if [[ $manager == apt-get ]]; then
    # A fresh machine has no lists of packages yet. Without a network the install below tells whether they were needed.
    "${as_root[@]}" apt-get update -q >&2 || say "The lists of packages could not be brought up to date; trying with those that are here."
  fi
  # shellcheck disable=SC2086 # the command is words, made above
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $install $patience >&2 || fail \
    "That did not work: see what $manager said above. When the network and the package sources are in order, run" \
    "  ${as_root[*]:+${as_root[*]} }$install" "and start again."

  hash -r
  still=$(missing_needs "$missing")
  [[ -z $still ]] || fail "$manager installed everything it was asked for, yet this is still missing: $(named "$still")."
}
