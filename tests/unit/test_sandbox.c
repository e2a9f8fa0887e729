/* The wall: what a reader may do, and that it dies of anything else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sandbox.h"

/* Run a reader to its end and give what sandbox_finish says; *records counts what came. */
static int
run(sandbox_fn *fn, void *arg, const int *fds, size_t nfds, unsigned *records, struct err *e)
{
	struct sandbox *box = sandbox_start(fn, arg, fds, nfds, e);
	struct str payload;
	uint32_t type;
	int rc;

	*records = 0;
	assert_non_null(box);
	while ((rc = sandbox_next(box, &type, &payload, e)) == 1)
		(*records)++;
	if (rc < 0) {
		sandbox_cancel(&box);
		return (rc);
	}
	return (sandbox_finish(&box, e));
}

static int
echo_file(void *arg, struct wire *out, struct err *e)
{
	struct buf b = BUF(1 << 20);
	int rc = file_read_fd(&b, *(int *)arg, e);
	struct str rest = buf_view(&b), line;

	while (rc == 0 && str_split(&rest, '\n', &line)) {
		wire_begin(out, 7);
		wire_str(out, line);
		wire_end(out);
	}
	buf_free(&b);
	return (rc);
}

static void
reads_what_it_was_given(void **state)
{
	char path[] = "/tmp/athar-test-XXXXXX";
	int fd = mkstemp(path);
	unsigned records;
	struct err e;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "one\ntwo\nthree", 13), 13);
	assert_int_equal(run(echo_file, &fd, &fd, 1, &records, &e), 0);
	assert_int_equal(records, 3);
	(void)close(fd);
	(void)unlink(path);
}

static int
fails(void *arg, struct wire *out, struct err *e)
{
	(void)arg;
	(void)out;
	(void)err_at(e, ERR_SYNTAX, 17, "a bad thing");
	(void)err_in(e, "input.log");
	return (err_line(e, 3), e->code);
}

static void
gives_its_own_error(void **state)
{
	unsigned records;
	struct err e;

	(void)state;
	assert_int_equal(run(fails, NULL, NULL, 0, &records, &e), ERR_SYNTAX);
	assert_string_equal(e.text, "a bad thing");
	assert_string_equal(e.file, "input.log");
	assert_int_equal(e.line, 3);
	assert_int_equal(e.offset, 17);
}

enum crime { OPEN, SOCKET, EXEC, FORK, KILL, MAP_EXEC, PROTECT_EXEC, UNLINK, PTRACE_ME, CHDIR };

static int
commit_crime(void *arg, struct wire *out, struct err *e)
{
	(void)out;
	(void)e;
	switch (*(enum crime *)arg) {
	case OPEN: (void)open("/etc/passwd", O_RDONLY); break;
	case SOCKET: (void)socket(AF_INET, SOCK_STREAM, 0); break;
	case EXEC: (void)execl("/bin/true", "true", (char *)NULL); break;
	case FORK: (void)fork(); break;
	case KILL: (void)kill(getppid(), 0); break;
	case MAP_EXEC:
		(void)mmap(
		    NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		break;
	case PROTECT_EXEC:
		(void)mprotect((void *)((uintptr_t)arg & ~(uintptr_t)4095), 4096, PROT_READ | PROT_EXEC);
		break;
	case UNLINK: (void)unlink("/tmp/athar-no-such-file"); break;
	case PTRACE_ME: (void)open_by_handle_at(0, NULL, 0); break;
	case CHDIR: (void)chdir("/"); break;
	}
	return (0);
}

static void
dies_of_anything_else(void **state)
{
	(void)state;
	for (int i = OPEN; i <= CHDIR; i++) {
		enum crime crime = (enum crime)i;
		unsigned records;
		struct err e;

		err_clear(&e);
		if (run(commit_crime, &crime, NULL, 0, &records, &e) != ERR_DENIED)
			fail_msg("crime %d was not punished: %s", i, e.text);
		assert_non_null(strstr(e.text, "forbidden system call"));
	}
}

static int
tell_descriptors(void *arg, struct wire *out, struct err *e)
{
	(void)arg;
	(void)e;
	for (int fd = 0; fd < 1024; fd++) {
		struct stat st;

		if (fstat(fd, &st) == 0) {
			wire_begin(out, 1);
			wire_u64(out, (uint64_t)fd);
			wire_end(out);
		}
	}
	return (0);
}

static void
holds_only_its_descriptors(void **state)
{
	int extra = open("/dev/null", O_RDONLY), given = open("/dev/null", O_RDONLY);
	unsigned records;
	struct err e;

	(void)state;
	assert_int_equal(run(tell_descriptors, NULL, &given, 1, &records, &e), 0);
	/* The input and the pipe; stderr as well where a sanitizer wants it. */
#ifdef __SANITIZE_ADDRESS__
	assert_int_equal(records, 3);
#else
	assert_int_equal(records, 2);
#endif
	(void)close(extra);
	(void)close(given);
}

static int
lies(void *arg, struct wire *out, struct err *e)
{
	uint32_t head[2] = { 0x7fffffff, 1 };

	(void)arg;
	(void)file_write_all(out->fd, head, sizeof(head), e);
	return (0);
}

static int
stops_short(void *arg, struct wire *out, struct err *e)
{
	uint32_t head[2] = { 100, 1 };

	(void)arg;
	(void)file_write_all(out->fd, head, sizeof(head), e);
	_exit(0);
}

static void
is_not_trusted(void **state)
{
	unsigned records;
	struct err e;

	(void)state;
	assert_int_equal(run(lies, NULL, NULL, 0, &records, &e), ERR_CORRUPT);
	assert_int_equal(run(stops_short, NULL, NULL, 0, &records, &e), ERR_CORRUPT);
}

static int
talks_forever(void *arg, struct wire *out, struct err *e)
{
	(void)arg;
	(void)e;
	for (;;) {
		wire_begin(out, 1);
		wire_u64(out, 1);
		wire_end(out);
		if (out->failed != 0)
			return (out->failed);
	}
}

static void
can_be_stopped(void **state)
{
	struct err e;
	struct sandbox *box = sandbox_start(talks_forever, NULL, NULL, 0, &e);
	struct str payload;
	uint32_t type;

	(void)state;
	assert_int_equal(sandbox_next(box, &type, &payload, &e), 1);
	sandbox_cancel(&box);
	assert_null(box);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

/* Taken over by a hostile file: it says that it ended, and goes on. */
static int
says_that_it_ended(void *arg, struct wire *out, struct err *e)
{
	(void)arg;
	(void)e;
	wire_begin(out, 0xFFFFFFFFu);
	wire_i64(out, 0);
	wire_str(out, STR(""));
	wire_str(out, STR(""));
	wire_u64(out, 0);
	wire_u64(out, 0);
	wire_u64(out, 0);
	wire_end(out);
	wire_flush(out);
	for (;;)
		(void)sched_yield();
	return (0);
}

static void
keeps_nobody_waiting(void **state)
{
	unsigned records;
	struct err e;

	(void)state;
	(void)alarm(20); /* Kills this test where the parent would wait for ever. */
	assert_int_equal(run(says_that_it_ended, NULL, NULL, 0, &records, &e), 0);
	(void)alarm(0);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_it_was_given),
		cmocka_unit_test(gives_its_own_error),
		cmocka_unit_test(dies_of_anything_else),
		cmocka_unit_test(holds_only_its_descriptors),
		cmocka_unit_test(is_not_trusted),
		cmocka_unit_test(can_be_stopped),
		cmocka_unit_test(keeps_nobody_waiting),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
