/* A layer between a program and its files, for tests alone: loaded by LD_PRELOAD, it writes down what the program does to the files below one
 * folder, and has that fail or end the program where a test says so. Linux only.
 *
 * LEADLINE_LAYER_FOLDER   the folder, absolute; nothing elsewhere is touched.
 * LEADLINE_LAYER_LOG      takes what was done, one record after the other; see tests/file_layer/mod.rs for how it is read.
 * LEADLINE_LAYER_CONTROL  a file that says what is to fail, read again before every step: "KINDS ERRNO AFTER COUNT". KINDS are the letters of
 *                         the records; of the steps of these kinds, counted from the start of the program, those from AFTER on fail, COUNT of
 *                         them. ERRNO 0 ends the program by SIGKILL instead. "p" among the kinds has the first of them, when it is a write,
 *                         come about by half.
 *
 * Every call goes to the kernel directly, so that nothing of it comes back here. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 4096
#define LONGEST 1024

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
/* The name below the folder of each open file; empty for others. */
static char names[MOST_FILES][LONGEST];
static long steps_of_kind;
static char kinds_counted[32];

static long kernel_open(const char *path, int flags, mode_t mode) {
  return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

/* The name below the folder, "." for the folder itself, NULL for what is elsewhere. */
static const char *name_of(const char *path) {
  const char *folder = getenv("LEADLINE_LAYER_FOLDER");
  size_t length = folder ? strlen(folder) : 0;
  if (length == 0 || path == NULL || strncmp(path, folder, length) != 0) return NULL;
  if (path[length] == '\0') return ".";
  return path[length] == '/' && strlen(path + length + 1) < LONGEST ? path + length + 1 : NULL;
}

static const char *name_at(int file) {
  return file >= 0 && file < MOST_FILES && names[file][0] != '\0' ? names[file] : NULL;
}

static void put_all(int file, const char *bytes, size_t length) {
  while (length > 0) {
    long put = syscall(SYS_write, file, bytes, length);
    if (put <= 0) return;
    bytes += put;
    length -= (size_t)put;
  }
}

static void record(const char *head, const void *bytes, size_t length) {
  static long file = -2;
  const char *path = getenv("LEADLINE_LAYER_LOG");
  if (file == -2) file = path ? kernel_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  if (file < 0) return;
  put_all((int)file, head, strlen(head));
  if (bytes != NULL) {
    put_all((int)file, bytes, length);
    put_all((int)file, "\n", 1);
  }
}

enum fate { WHOLE, HALF, FAILS };

/* What is to become of a step of this kind; errno is set where it fails. */
static enum fate fate_of(char kind) {
  char text[128] = "", kinds[32] = "";
  int error = 0;
  long after = 0, count = 0;
  const char *path = getenv("LEADLINE_LAYER_CONTROL");
  long file = path ? kernel_open(path, O_RDONLY | O_CLOEXEC, 0) : -1;
  if (file < 0) return WHOLE;
  long got = syscall(SYS_read, (int)file, text, sizeof text - 1);
  syscall(SYS_close, (int)file);
  if (got <= 0 || sscanf(text, "%31s %d %ld %ld", kinds, &error, &after, &count) != 4) return WHOLE;
  if (strcmp(kinds, kinds_counted) != 0) {
    strcpy(kinds_counted, kinds);
    steps_of_kind = 0;
  }
  if (strchr(kinds, kind) == NULL) return WHOLE;
  long step = steps_of_kind++;
  if (step < after || step >= after + count) return WHOLE;
  if (kind == 'W' && step == after && strchr(kinds, 'p') != NULL) return HALF;
  if (error == 0) {
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
  }
  errno = error;
  return FAILS;
}

static int opened(const char *path, int flags, mode_t mode) {
  const char *name = name_of(path);
  if (name == NULL) return (int)kernel_open(path, flags, mode);
  pthread_mutex_lock(&one_at_a_time);
  char head[LONGEST + 32];
  int is_new = (flags & O_CREAT) != 0 && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
  long file = -1;
  if ((flags & O_ACCMODE) == O_RDONLY || fate_of(is_new ? 'C' : 'O') == WHOLE) file = kernel_open(path, flags, mode);
  int error = errno;
  if (file >= 0 && is_new) {
    snprintf(head, sizeof head, "C %s\n", name);
    record(head, NULL, 0);
  } else if (file >= 0 && (flags & O_TRUNC) != 0) {
    snprintf(head, sizeof head, "T %s 0\n", name);
    record(head, NULL, 0);
  } else if (file >= 0 && (flags & O_ACCMODE) != O_RDONLY) {
    snprintf(head, sizeof head, "O %s\n", name);
    record(head, NULL, 0);
  }
  if (file >= 0 && file < MOST_FILES) strcpy(names[file], name);
  pthread_mutex_unlock(&one_at_a_time);
  errno = error;
  return (int)file;
}

static mode_t mode_of(int flags, va_list more) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = mode_of(flags, more);
  va_end(more);
  return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = mode_of(flags, more);
  va_end(more);
  return opened(path, flags, mode);
}

int openat(int at, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = mode_of(flags, more);
  va_end(more);
  return name_of(path) ? opened(path, flags, mode) : (int)syscall(SYS_openat, at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = mode_of(flags, more);
  va_end(more);
  return name_of(path) ? opened(path, flags, mode) : (int)syscall(SYS_openat, at, path, flags, mode);
}

int close(int file) {
  pthread_mutex_lock(&one_at_a_time);
  if (file >= 0 && file < MOST_FILES) names[file][0] = '\0';
  pthread_mutex_unlock(&one_at_a_time);
  return (int)syscall(SYS_close, file);
}

static ssize_t written(int file, const void *bytes, size_t length, off_t at) {
  if (name_at(file) == NULL) {
    return at < 0 ? syscall(SYS_write, file, bytes, length) : syscall(SYS_pwrite64, file, bytes, length, at);
  }
  pthread_mutex_lock(&one_at_a_time);
  off_t place = at < 0 ? (off_t)syscall(SYS_lseek, file, 0, SEEK_CUR) : at;
  ssize_t put = -1;
  enum fate fate = fate_of('W');
  if (fate != FAILS) {
    size_t some = fate == HALF ? length / 2 : length;
    put = at < 0 ? syscall(SYS_write, file, bytes, some) : syscall(SYS_pwrite64, file, bytes, some, at);
  }
  int error = errno;
  if (put > 0) {
    char head[LONGEST + 64];
    snprintf(head, sizeof head, "W %s %lld %zd\n", names[file], (long long)place, put);
    record(head, bytes, (size_t)put);
  }
  pthread_mutex_unlock(&one_at_a_time);
  errno = error;
  return put;
}

ssize_t write(int file, const void *bytes, size_t length) { return written(file, bytes, length, -1); }
ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return written(file, bytes, length, at); }
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) { return written(file, bytes, length, at); }

/* Reads are not in the log; they fail where "G" is among the kinds. */
static ssize_t got(int file, void *bytes, size_t length, off_t at) {
  if (name_at(file) != NULL) {
    pthread_mutex_lock(&one_at_a_time);
    enum fate fate = fate_of('G');
    int error = errno;
    pthread_mutex_unlock(&one_at_a_time);
    if (fate != WHOLE) {
      errno = error;
      return -1;
    }
  }
  return at < 0 ? syscall(SYS_read, file, bytes, length) : syscall(SYS_pread64, file, bytes, length, at);
}
ssize_t read(int file, void *bytes, size_t length) { return got(file, bytes, length, -1); }
ssize_t pread(int file, void *bytes, size_t length, off_t at) { return got(file, bytes, length, at); }
ssize_t pread64(int file, void *bytes, size_t length, off64_t at) { return got(file, bytes, length, at); }

/* A step that takes a line of the log and no bytes. */
static int stepped(char kind, const char *head, long (*step)(const void *), const void *with) {
  pthread_mutex_lock(&one_at_a_time);
  long done = fate_of(kind) == WHOLE ? step(with) : -1;
  int error = errno;
  if (done == 0) record(head, NULL, 0);
  pthread_mutex_unlock(&one_at_a_time);
  errno = error;
  return (int)done;
}

struct cut { int file; off_t length; };
static long cut_step(const void *with) {
  const struct cut *cut = with;
  return syscall(SYS_ftruncate, cut->file, cut->length);
}
static int cut_off(int file, off_t length) {
  struct cut cut = {file, length};
  if (name_at(file) == NULL) return (int)cut_step(&cut);
  char head[LONGEST + 64];
  snprintf(head, sizeof head, "T %s %lld\n", names[file], (long long)length);
  return stepped('T', head, cut_step, &cut);
}
int ftruncate(int file, off_t length) { return cut_off(file, length); }
int ftruncate64(int file, off64_t length) { return cut_off(file, length); }

static long sync_step(const void *with) { return syscall(SYS_fsync, *(const int *)with); }
static int synced(int file) {
  if (name_at(file) == NULL) return (int)sync_step(&file);
  char head[LONGEST + 8];
  snprintf(head, sizeof head, "S %s\n", names[file]);
  return stepped('S', head, sync_step, &file);
}
int fsync(int file) { return synced(file); }
int fdatasync(int file) { return synced(file); }

static long unlink_step(const void *with) { return syscall(SYS_unlinkat, AT_FDCWD, with, 0); }
int unlink(const char *path) {
  const char *name = name_of(path);
  if (name == NULL) return (int)unlink_step(path);
  char head[LONGEST + 8];
  snprintf(head, sizeof head, "U %s\n", name);
  return stepped('U', head, unlink_step, path);
}

struct way { const char *from, *to; };
static long rename_step(const void *with) {
  const struct way *way = with;
  return syscall(SYS_renameat2, AT_FDCWD, way->from, AT_FDCWD, way->to, 0);
}
int rename(const char *from, const char *to) {
  struct way way = {from, to};
  const char *old = name_of(from), *new = name_of(to);
  if (old == NULL || new == NULL) return (int)rename_step(&way);
  char head[2 * LONGEST + 8];
  snprintf(head, sizeof head, "R %s %s\n", old, new);
  return stepped('R', head, rename_step, &way);
}

static long link_step(const void *with) {
  const struct way *way = with;
  return syscall(SYS_linkat, AT_FDCWD, way->from, AT_FDCWD, way->to, 0);
}
int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  struct way way = {from, to};
  const char *old = name_of(from), *new = name_of(to);
  if (old == NULL || new == NULL) return (int)syscall(SYS_linkat, from_at, from, to_at, to, flags);
  char head[2 * LONGEST + 8];
  snprintf(head, sizeof head, "L %s %s\n", old, new);
  return stepped('L', head, link_step, &way);
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

/* Whoever copies within the kernel is sent back to reading and writing, which is seen here. */
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
  if (name_at(to) != NULL) {
    errno = EXDEV;
    return -1;
  }
  return syscall(SYS_copy_file_range, from, from_at, to, to_at, length, flags);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
  if (name_at(to) != NULL) {
    errno = EINVAL;
    return -1;
  }
  return syscall(SYS_sendfile, to, from, at, length);
}
ssize_t sendfile(int to, int from, off_t *at, size_t length) { return sendfile64(to, from, at, length); }
