/* Recipients, key files and sealed files of age from anyone. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "share/age_header.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A name that was read is the one that is written. */
static void
read_name(struct str text)
{
	struct age_recipient to, of_file;
	struct buf b = BUF(256);

	if (age_recipient_parse(&to, text, NULL) == 0) {
		age_recipient_put(&b, &to);
		if (!str_eq(buf_view(&b), text) || age_key_file(&of_file, text, NULL) != 0)
			abort();
	}
	if (age_key_file(&of_file, text, NULL) == 0 && !age_key_file_like(text))
		abort();
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* The identity of the corpus: 32 bytes of 0x42, as in the specification. */
	struct str text = { (const char *)data, size };
	struct age_identity id;
	int in = memfd_create("in", MFD_CLOEXEC), out = memfd_create("out", MFD_CLOEXEC);
	size_t n = age_header_length(text);

	memset(id.secret, 0x42, sizeof(id.secret));
	if (n > size || in < 0 || out < 0 || file_write_all(in, data, size, NULL) != 0 ||
	    lseek(in, 0, SEEK_SET) != 0)
		abort();
	read_name(text);
	/* What comes out is never longer than what went in. */
	(void)age_open(&id, in, out, NULL);
	if ((size_t)lseek(out, 0, SEEK_CUR) > size)
		abort();
	(void)close(in);
	(void)close(out);
	return (0);
}
