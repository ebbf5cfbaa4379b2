# shellcheck shell=bash
# A desktop nobody looks at: a virtual display, a window manager and a session bus in a folder of their own, and pictures of
# the window on it. Sourced after common.sh; what it needs is $needs_virtual of packages.sh.

# Everything started here, and the folder it lives in, until close_desktop.
desktop_processes=()
desktop_folder=

# Whether the person has a display.
have_display() {
  [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]
}

# open_desktop WIDTH HEIGHT: starts the desktop and points this script's environment at it; it goes away with the script.
open_desktop() {
  local number
  desktop_folder=$(mktemp -d "${TMPDIR:-/tmp}/leadline-desktop.XXXXXX")
  trap close_desktop EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  mkdir -m 700 "$desktop_folder"/{home,run,data,config,cache,state}

  # The server picks a free number itself and says it once it is ready.
  mkfifo "$desktop_folder/display"
  Xvfb -displayfd 3 -screen 0 "${1}x${2}x24" -nolisten tcp -noreset 3>"$desktop_folder/display" >"$desktop_folder/xvfb.log" 2>&1 &
  desktop_processes+=($!)
  read -r -t 30 number <>"$desktop_folder/display" || desktop_failed "The virtual display did not start" xvfb

  export HOME="$desktop_folder/home" XDG_RUNTIME_DIR="$desktop_folder/run" XDG_DATA_HOME="$desktop_folder/data"
  export XDG_CONFIG_HOME="$desktop_folder/config" XDG_CACHE_HOME="$desktop_folder/cache" XDG_STATE_HOME="$desktop_folder/state"
  export DISPLAY=":$number" LIBGL_ALWAYS_SOFTWARE=1 XDG_SESSION_TYPE=x11 DBUS_SESSION_BUS_ADDRESS="unix:path=$desktop_folder/run/bus"
  unset WAYLAND_DISPLAY WAYLAND_SOCKET XAUTHORITY

  # A bus without service files starts nothing by itself: no portal, no daemon of the person's own desktop.
  cat >"$desktop_folder/bus.conf" <<EOF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>$DBUS_SESSION_BUS_ADDRESS</listen>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
EOF
  dbus-daemon --config-file="$desktop_folder/bus.conf" --nofork >"$desktop_folder/bus.log" 2>&1 &
  desktop_processes+=($!)
  # Without title bars the window can have the size of the screen.
  cat >"$desktop_folder/openbox.xml" <<EOF
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <theme><keepBorder>no</keepBorder></theme>
  <applications><application class="*"><decor>no</decor><focus>yes</focus></application></applications>
</openbox_config>
EOF
  openbox --sm-disable --config-file "$desktop_folder/openbox.xml" >"$desktop_folder/openbox.log" 2>&1 &
  desktop_processes+=($!)
  wait_until 30 openbox_is_ready || desktop_failed "The window manager did not start" openbox
  wait_until 30 test -S "$desktop_folder/run/bus" || desktop_failed "The session bus did not start" bus
}

# open_accessibility: adds the accessibility bus, and a notification daemon that takes everything and shows nothing, so that no
# notification covers a picture. What it needs is $needs_end_to_end of packages.sh.
open_accessibility() {
  local launcher
  for launcher in /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher; do
    [[ -x $launcher ]] || continue
    # Said to be in use from the start: programs tell nothing to a desktop where nobody listens.
    "$launcher" --launch-immediately --a11y=1 >"$desktop_folder/accessibility.log" 2>&1 &
    desktop_processes+=($!)
    break
  done
  dunst -config /dev/null >"$desktop_folder/dunst.log" 2>&1 &
  desktop_processes+=($!)
  wait_until 30 dunstctl set-paused true 2>/dev/null || desktop_failed "The notification daemon did not start" dunst
}

# A window manager that is ready has named itself on the root window, and then xdotool can ask it which window is active.
openbox_is_ready() {
  xdotool get_num_desktops >/dev/null 2>&1
}

# desktop_failed WHAT LOG: ends the script with the last words of what failed.
desktop_failed() {
  fail "$1. Its last words:" "$(tail -n 5 "$desktop_folder/$2.log" 2>/dev/null)"
}

# Ends what open_desktop and open_window started.
close_desktop() {
  local process
  for process in "${desktop_processes[@]}"; do
    kill "$process" 2>/dev/null || true
  done
  wait "${desktop_processes[@]}" 2>/dev/null || true
  [[ -z $desktop_folder ]] || rm -rf "$desktop_folder"
  desktop_processes=()
  desktop_folder=
}

# wait_until SECONDS COMMAND...: repeats a command until it succeeds; fails when the time is over.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.1
  done
}

# open_window NAME COMMAND...: starts a program and waits for its window; leaves the window's number in $window and the
# process in $window_process.
open_window() {
  local name=$1 log="$desktop_folder/program.log"
  shift
  "$@" >"$log" 2>&1 &
  window_process=$!
  desktop_processes+=("$window_process")
  window=
  wait_until 60 window_or_end "$name" || fail "No window came up within a minute. The program's last words:" "$(tail -n 5 "$log")"
  [[ -n $window ]] || fail "The program ended before its window came up. Its last words:" "$(tail -n 5 "$log")"
}

# Whether the window of this name is on the screen, or can no longer come because the program has ended.
window_or_end() {
  window=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -n 1) || true
  [[ -n $window ]] || ! kill -0 "$window_process" 2>/dev/null
}

# place_window WIDTH HEIGHT: gives the window this size at the screen's top left corner. The picture waits until it has it.
place_window() {
  xdotool windowmove "$window" 0 0 windowsize "$window" "$1" "$2"
}

# close_window: asks the program to end, and waits until it has.
close_window() {
  kill "$window_process" 2>/dev/null || true
  wait "$window_process" 2>/dev/null || true
}

# picture FILE: writes a picture of the window once it shows something and has come to rest.
picture() {
  local shot="$desktop_folder/picture.png" signature colours previous='' end=$((SECONDS + 60))
  while ((SECONDS < end)); do
    sleep 0.4
    kill -0 "$window_process" 2>/dev/null || fail "The program ended before its picture was taken. Its last words:" \
      "$(tail -n 5 "$desktop_folder/program.log")"
    import -silent -window "$window" "$shot" 2>/dev/null || continue
    read -r signature colours < <(identify -format '%# %k\n' "$shot")
    # One flat colour, or a few of a window still being set up, is not yet a picture.
    if [[ $signature == "$previous" ]] && ((colours > 16)); then
      import -silent -window "$window" -strip "$shot" || continue
      cp "$shot" "$1" || fail "The picture could not be written to $1."
      return
    fi
    previous=$signature
  done
  fail "The window did not come to rest within a minute, so there is no picture of it."
}
