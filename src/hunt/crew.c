/* The readers of a scan: see the header. */
#include "hunt/crew.h"

#include <stdlib.h>

#include "base/sandbox.h"
#include "hunt/message.h"

/* One reader and the files that fell to it. */
struct mate {
	struct reader_job job;
	struct reader_file *file;
	int *fd;
	size_t n;       /* Files in all. */
	size_t next;    /* The first that is not done. */
	size_t started; /* Where the present process began. */
	uint64_t load;  /* Bytes shared out to it. */
	struct sandbox *box;
};

struct crew {
	struct mate *mate;
	unsigned mates;
	unsigned *owner; /* For each file of the batch. */
};

static void
crew_free(struct crew *c)
{
	for (unsigned i = 0; c->mate != NULL && i < c->mates; i++) {
		sandbox_cancel(&c->mate[i].box);
		free(c->mate[i].file);
		free(c->mate[i].fd);
	}
	free(c->mate);
	free(c->owner);
}

/* Each file goes to the reader with the least to do so far. */
static int
share_out(struct crew *c, const struct reader_job *job, const struct crew_file *file, size_t n)
{
	for (unsigned i = 0; i < c->mates; i++) {
		struct mate *m = &c->mate[i];

		m->job = *job;
		m->file = calloc(n, sizeof(*m->file));
		m->fd = calloc(n, sizeof(*m->fd));
		if (m->file == NULL || m->fd == NULL)
			return (-1);
	}
	for (size_t i = 0; i < n; i++) {
		struct mate *least = &c->mate[0];

		if (file[i].fd < 0)
			continue;
		for (unsigned k = 1; k < c->mates; k++) {
			if (c->mate[k].load < least->load)
				least = &c->mate[k];
		}
		c->owner[i] = (unsigned)(least - c->mate);
		least->file[least->n] = (struct reader_file){ str_of(file[i].name), file[i].fd };
		least->fd[least->n++] = file[i].fd;
		/* A file costs something even if it is empty. */
		least->load += file[i].size + 65536;
	}
	return (0);
}

static int
start(struct mate *m, struct err *e)
{
	if (m->next == m->n)
		return (0);
	m->started = m->next;
	m->job.file = m->file + m->next;
	m->job.files = m->n - m->next;
	m->box = sandbox_start(reader_run, &m->job, m->fd + m->next, m->n - m->next, e);
	return (m->box != NULL ? 0 : e->code);
}

/* A reader died: its file is lost, said so, and the next process goes on behind it. */
static int
lost(struct mate *m, const struct crew_file *file, crew_record_fn *fn, void *arg, struct err *e)
{
	struct wire w;
	struct err why = { 0 };
	int code = sandbox_finish(&m->box, &why), rc;

	/* A reader that cannot be confined read nothing, and the next could not either. */
	if (code == ERR_UNAVAILABLE) {
		*e = why;
		return (code);
	}
	wire_init(&w, -1);
	wire_begin(&w, MESSAGE_UNREAD);
	wire_str(&w, str_of(file->name));
	wire_str(&w, str_of(code != 0 ? why.text : "the reader stopped too early"));
	wire_end(&w);
	rc = w.failed != 0 ? err_set(e, ERR_NOMEM, "out of memory")
			   : fn(arg, file, MESSAGE_UNREAD, str_sub(buf_view(&w.b), 8, w.b.n), e);
	wire_free(&w);
	m->next++;
	return (rc != 0 ? rc : start(m, e));
}

/* Take the records of one file from the reader that has it. */
static int
take_file(struct mate *m, const struct crew_file *file, crew_record_fn *fn, void *arg, struct err *e)
{
	struct err fault = { 0 };
	struct str payload;
	uint32_t type;
	uint64_t number;
	int got, rc;

	for (;;) {
		got = sandbox_next(m->box, &type, &payload, &fault);
		if (got != 1)
			return (lost(m, file, fn, arg, e));
		if (type == MESSAGE_DONE) {
			if (!wire_get_u64(&payload, &number) || number != m->next - m->started)
				return (lost(m, file, fn, arg, e));
			m->next++;
			return (0);
		}
		if ((rc = fn(arg, file, type, payload, e)) != 0)
			return (rc);
	}
}

int
crew_read(const struct reader_job *job, const struct crew_file *file, size_t n, unsigned readers,
    crew_record_fn *fn, void *arg, struct err *e)
{
	struct crew c = { .mates = readers < n ? readers : (unsigned)n };
	int rc = 0;

	c.mate = calloc(c.mates, sizeof(*c.mate));
	c.owner = calloc(n, sizeof(*c.owner));
	if (c.mate == NULL || c.owner == NULL || share_out(&c, job, file, n) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	for (unsigned i = 0; i < c.mates && rc == 0; i++)
		rc = start(&c.mate[i], e);
	for (size_t i = 0; i < n && rc == 0; i++) {
		if (file[i].fd >= 0)
			rc = take_file(&c.mate[c.owner[i]], &file[i], fn, arg, e);
	}
	crew_free(&c);
	return (rc);
}
