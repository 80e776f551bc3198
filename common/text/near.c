/* near - how many slips of the fingers are between two words. */
#include "common/text/near.h"

enum { LETTERS_A_SLIP = 3 };

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment, with the last three rows of its table. */
size_t
near_slips(struct str a, struct str b)
{
	size_t row[3][NEAR_BYTES_MAX + 1];

	if (a.n > NEAR_BYTES_MAX || b.n > NEAR_BYTES_MAX)
		return NEAR_FAR;
	for (size_t j = 0; j <= b.n; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *now = row[i % 3];
		const size_t *before = row[(i + 2) % 3];

		now[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t other = a.p[i - 1] != b.p[j - 1];

			now[j] = least(before[j] + 1, now[j - 1] + 1);
			now[j] = least(now[j], before[j - 1] + other);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1])
				now[j] =
				    least(now[j], row[(i + 1) % 3][j - 2] + 1);
		}
	}
	return row[a.n % 3][b.n];
}

bool
near_means(struct str typed, struct str word, size_t *out_slips)
{
	size_t longer = typed.n > word.n ? typed.n : word.n;

	*out_slips = near_slips(typed, word);
	return *out_slips * LETTERS_A_SLIP <= longer;
}
