/* What all formats ask of a sighting: see the header. */
#include "scan.h"

unsigned
scan_shown(const struct sighting *s)
{
	switch (s->host->shows) {
	case SHOWS_FOUR: return (s->three_only ? 3 : 4);
	case SHOWS_THREE: return (3);
	case SHOWS_NOTHING: break;
	}
	return (0);
}

void
scan_put_build(struct buf *b, const struct sighting *s)
{
	struct version v = s->world->builds.build[s->host->build].version;

	if (scan_shown(s) == 0)
		return;
	if (v.n > scan_shown(s))
		v.n = scan_shown(s);
	version_put(b, &v);
}
