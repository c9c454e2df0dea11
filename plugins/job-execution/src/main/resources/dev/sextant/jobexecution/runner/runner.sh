# The detached runner: POSIX sh that arrives with every call and needs nothing installed. It holds no apostrophe and no
# doubled backslash, so that it can be quoted once for any login shell. RATIONALE.md tells why each step is as it is.
set -u
mask=$(umask)
umask 077

say() { printf "SX %s %s\n" "$nonce" "$*" >&2; }
refuse() { say "E $1 $2"; exit 3; }

# Sets $id to what tells this living process from every other one, also across reboots and recycled pids.
identify() {
  id=
  if [ -r /proc/self/stat ]; then
    { read -r line < "/proc/$1/stat"; } 2> /dev/null || return 1
    line=${line##*) }
    case $line in Z* | X*) return 1 ;; esac
    set -- $line
    read -r boot < /proc/sys/kernel/random/boot_id
    id="$boot-${20}"
  else
    id=$(ps -o lstart= -p "$1" 2> /dev/null | tr " " "-") && [ -n "$id" ]
  fi
}

# Is the process that the file names (pid and identity) still the one that wrote it?
lives() {
  [ -r "$1" ] && read -r pid then < "$1" && identify "$pid" && [ "$id" = "$then" ]
}

# Becomes the given command as the leader of a session, and so of a process group, of its own.
lead() {
  if command -v setsid > /dev/null; then exec setsid "$@"
  elif command -v perl > /dev/null; then exec perl -e "use POSIX; POSIX::setsid(); exec @ARGV" "$@"
  elif command -v python3 > /dev/null; then
    exec python3 -c "import os,sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])" "$@"
  fi
  exit 127
}

can_lead() { command -v setsid || command -v perl || command -v python3; }

enter() {
  spool=$base/.sextant-$(id -u)
  if [ ! -d "$spool" ]; then
    error=$(mkdir -m 700 "$spool" 2>&1) || [ -d "$spool" ] || refuse SPOOL_FAILED "$error"
  fi
  if [ -L "$spool" ] || [ ! -O "$spool" ]; then
    refuse SPOOL_FAILED "$spool belongs to another user: remove it, or set another spool folder"
  fi
  cd "$spool" || refuse SPOOL_FAILED "cannot enter $spool"
}

# Signals the whole process group of the script, as its own user.
signal() {
  if [ -z "$user" ] || [ "$(id -u)" = 0 ]; then kill "-$1" "-$group" 2> /dev/null
  else sudo -n -u "$user" -- "$shell" -c "kill -$1 -$group" 2> /dev/null
  fi
}

# Is anything in the group still running? A zombie that nobody reaps is not.
group_lives() {
  signal 0 || return 1
  [ -r /proc/self/stat ] || return 0
  for stat in /proc/[0-9]*/stat; do
    { read -r line < "$stat"; } 2> /dev/null || continue
    line=${line##*) }
    set -- $line
    [ "$3" = "$group" ] && [ "$1" != Z ] && [ "$1" != X ] && return 0
  done
  return 1
}

pause() { sleep 0.1 2> /dev/null || sleep 1; }

# TERM, some seconds of grace, KILL, and only then back.
end_group() {
  read -r group user < group || return 1
  signal TERM
  tries=0
  while group_lives; do
    tries=$((tries + 1))
    [ "$tries" -ge $((grace * 10)) ] && signal KILL
    [ "$tries" -ge $((grace * 10 + 100)) ] && return 1
    pause
  done
}

# The first cause wins.
mark() { (set -C; printf "%s\n" "$1" > cause) 2> /dev/null; }

size() {
  set -- $(ls -ln "$1")
  echo "$5"
}

# Keeps the time-out and the bound of the output, whether or not anybody is connected.
watch() {
  left=$timeout
  while [ "$left" -gt 0 ]; do
    step=$left
    [ "$step" -gt 5 ] && step=5
    sleep "$step"
    left=$((left - step))
    if [ "$(size out)" -gt "$limit" ]; then mark OUTPUT_LIMIT; end_group; return; fi
  done
  mark TIMED_OUT
  end_group
}

# supervise KEY NEW TIMEOUT GRACE LIMIT USER MASK INTERPRETER...: claims the key, runs the script, keeps its exit code.
supervise() {
  key=$1 new=$2 timeout=$3 grace=$4 limit=$5 user=${6#-} mask=$7
  shift 7
  if ! error=$(mkdir "$key" 2>&1); then
    if [ -d "$key" ]; then echo existing; else echo "failed $error"; fi
    rm -rf "$new"
    return
  fi
  folder=$PWD/$key
  mv "$new"/* "$key" && rmdir "$new" && cd "$key" && exec 9<> done \
    && identify $$ && echo "$$ $id" > pid.new && mv pid.new pid && : > begun || {
    echo "failed cannot write to $folder"
    cd .. && rm -rf "$key"
    return
  }
  echo started
  exec > /dev/null 2>&1
  if [ -n "$user" ]; then run_as "$@"; else run "$@"; fi
  identify "$child" && echo "$child $id" > script.pid
  (exec 9>&- && watch) &
  watcher=$!
  wait "$child"
  code=$?
  kill "$watcher" 2> /dev/null
  cause=EXITED
  if [ -r cause ]; then read -r cause < cause; end_group; fi
  printf "%-63s\n" "$cause $code" 1<> exit.new
  mv exit.new exit
  rm -f script launch relay runner
}

run() {
  (
    umask "$mask"
    cd "${HOME:-/}" 2> /dev/null || cd /
    lead "$shell" "$folder/launch" "$@" "$folder/script"
  ) < /dev/null >> out 2>&1 9>&- &
  child=$!
  echo "$child " > group
}

# The other user may not read the spool: what runs comes by standard input, what is printed goes through a pipe. Its first
# line is the process group.
run_as() {
  mkfifo relay
  (
    read -r first
    case $first in
      "" | *[!0-9]*) echo "$first" >> out ;;
      *) echo "$first $user" > group ;;
    esac
    exec cat >> out
  ) < relay 9>&- &
  (
    umask "$mask"
    cd / && exec sudo -n -H -u "$user" -- "$shell" -s -- "$@"
  ) < launch > relay 2>&1 9>&- &
  child=$!
}

# start KEY SCRIPT-BYTES LAUNCH-BYTES TIMEOUT GRACE LIMIT USER ELAPSED CAP INTERPRETER...: the script and its launch come on
# standard input. ELAPSED seconds ago the start was tried first: a host that booted since may have lost the spool.
start() {
  key=$1 script=$2 launch=$3 timeout=$4 grace=$5 limit=$6 user=$7 elapsed=$8 cap=$9
  shift 9
  enter
  if [ -d "$key" ]; then
    say S existing
    follow "$key" 0 "$cap"
    return
  fi
  if [ "$elapsed" -gt 0 ] && [ -r /proc/uptime ] && read -r up rest < /proc/uptime && [ "${up%.*}" -le "$elapsed" ]; then
    refuse HOST_REBOOTED "the host was started again ${up%.*} s ago, after the first attempt to start the script"
  fi
  can_lead > /dev/null || refuse INTERPRETER_MISSING "the host has none of setsid, perl, python3"
  if [ "$user" != - ]; then may_become "${user#-}"; fi
  command -v "$1" > /dev/null || refuse INTERPRETER_MISSING "$1 is not installed on the host"
  program=$(command -v "$1")
  shift
  new=new.$$.$nonce
  error=$({ mkdir "$new" && cat > "$new/payload" && prepare; } 2>&1) || {
    rm -rf "$new"
    refuse SPOOL_FAILED "$error"
  }
  answer=$(lead "$shell" "$spool/$new/runner" "$base" "$nonce" "$shell" supervise "$key" "$new" "$timeout" "$grace" "$limit" "$user" \
    "$mask" "$program" "$@" < /dev/null 2> /dev/null &)
  case $answer in
    started | existing) say "S $answer" ;;
    failed*) refuse SPOOL_FAILED "${answer#failed }" ;;
    *) refuse SPOOL_FAILED "the runner did not start" ;;
  esac
  follow "$key" 0 "$cap"
}

# The exit code has its place on the disk before the script begins: a full disk cannot take it.
prepare() {
  cd "$new" || return 1
  if [ "$(size payload)" != "$((script + launch))" ]; then
    echo "the script arrived cut"
    return 1
  fi
  head -c "$script" payload > script && tail -c "+$((script + 1))" payload > launch && rm payload \
    && printf "%s\n" "$runner" > runner && printf "%-63s\n" reserved > exit.new && : > out && mkfifo done
}

may_become() {
  id -u "$1" > /dev/null 2>&1 || refuse NO_SUCH_USER "the host has no user $1"
  command -v sudo > /dev/null || refuse SUDO_REFUSED "sudo is not installed on the host"
  command -v setsid > /dev/null || refuse INTERPRETER_MISSING "setsid is not installed on the host"
  error=$(sudo -n -u "$1" -- "$shell" -c : 2>&1 < /dev/null) || refuse SUDO_REFUSED "$error"
}

# follow KEY OFFSET CAP: sends what is printed from the offset on, as it appears, and how the script ended.
follow() {
  key=$1 offset=$2 cap=$3
  cd "$spool/$key" 2> /dev/null || { say A; return; }
  tries=0
  while [ ! -e pid ] && [ ! -e exit ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 50 ]; then say L unsure; return; fi
    pause
  done
  printf "SX %s\n" "$nonce"
  if [ -e exit ] && [ ! -e out ]; then report; return; fi
  # Opened for both first, so that it never blocks: the read ends when the runner has gone, however it went.
  exec 3< out 4<> done 5< done 4>&-
  skip
  touched=mark.$nonce
  {
    cat <&5 > /dev/null &
    waiter=$!
    beat &
    ticker=$!
    wait "$waiter"
    kill "$ticker" 2> /dev/null
  } 3<&- | {
    exec 5<&-
    send
    while read -r tick; do
      if [ "$tick" = beat ]; then say H || exit; fi
      send
    done
    outlive
    send
    rm -f "$touched"
    report
  }
}

skip() {
  [ "$offset" -ge 65536 ] && dd bs=65536 count=$((offset / 65536)) <&3 > /dev/null 2>&1
  [ "$((offset % 65536))" -gt 0 ] && dd bs=$((offset % 65536)) count=1 <&3 > /dev/null 2>&1
}

# Wakes the sender while there is something new, and less and less often while there is not: many idle followers on one
# host must not become its load. That the runner has gone wakes the sender at once.
beat() {
  trap "" PIPE
  turn=0 idle=0
  while :; do
    turn=$((turn + 1)) idle=$((idle + 1))
    case $idle in 1) nap=0.05 ;; 2) nap=0.1 ;; 3) nap=0.2 ;; 4) nap=0.3 ;; 5) nap=0.5 ;; *) nap=1 ;; esac
    { sleep "$nap" 2> /dev/null || sleep 1; } > /dev/null
    if [ "$((turn % 10))" = 0 ]; then word=beat
    elif [ out -nt "$touched" ]; then word=tick idle=1
    elif [ "$((turn % 4))" = 0 ]; then word=tick
    else continue
    fi
    echo "$word" 2> /dev/null || break
  done
  kill "$waiter" 2> /dev/null
}

send() {
  { : > "$touched"; } 2> /dev/null
  end=$(size out)
  [ "$end" -gt "$cap" ] && end=$cap
  while [ "$offset" -lt "$end" ]; do
    part=$((end - offset))
    [ "$part" -gt 1048576 ] && part=1048576
    dd bs="$part" count=1 <&3 2> /dev/null || exit
    offset=$((offset + part))
  done
}

# The runner was killed, its script lives on: how it ends is not known, that it ends is waited for.
outlive() {
  while [ ! -e exit ] && lives script.pid; do
    send
    sleep 1
    say H || exit
  done
}

report() {
  if [ -e exit ]; then
    read -r cause code < exit
    total=0
    [ -e out ] && total=$(size out)
    say X "$cause" "$code" "$total"
  elif [ -e begun ]; then say L begun
  else say L claimed
  fi
}

# cancel KEY GRACE: ends the script, or takes its place so that it can never start; reports when nothing of it is left.
cancel() {
  key=$1 grace=$2
  enter
  if mkdir "$key" 2> /dev/null; then
    echo "CANCELLED -1" > "$key/exit.new" && mv "$key/exit.new" "$key/exit" || refuse SPOOL_FAILED "cannot write to $spool"
  fi
  cd "$key" || refuse SPOOL_FAILED "cannot enter $spool/$key"
  tries=0
  while [ ! -e exit ] && [ ! -e group ] && [ "$tries" -lt 50 ]; do
    tries=$((tries + 1))
    pause
  done
  if [ ! -e exit ]; then
    mark CANCELLED
    end_group || { say K; return; }
    tries=0
    while [ ! -e exit ] && lives pid && [ "$tries" -lt 100 ]; do
      tries=$((tries + 1))
      pause
    done
  fi
  report
}

# forget KEY DAYS: the outcome is kept elsewhere now; also removes what others left behind long ago.
forget() {
  key=$1
  enter
  if [ -e "$key/exit" ] || ! lives "$key/pid"; then rm -rf "$key"; fi
  find . -type d ! -name . -prune -mtime "+$2" | while read -r old; do
    lives "$old/pid" || rm -rf "$old"
  done
  say F
}

attach() {
  enter
  follow "$@"
}

base=$1 nonce=$2 shell=$3 verb=$4
shift 4
case $verb in supervise) cd "${0%/*}/.." || exit 1 ;; esac
"$verb" "$@"
