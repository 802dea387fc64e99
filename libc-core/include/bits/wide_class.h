/* The classes of wide characters, which wctype.h and, by XSI, wchar.h declare (C23 7.32.2). */
#ifndef _BITS_WIDE_CLASS_H
#define _BITS_WIDE_CLASS_H

#include <features.h>
#include <bits/types/wctype_t.h>
#include <bits/types/wint_t.h>

__EXTERN_C_BEGIN

int iswalnum(wint_t);
int iswalpha(wint_t);
int iswblank(wint_t);
int iswcntrl(wint_t);
int iswdigit(wint_t);
int iswgraph(wint_t);
int iswlower(wint_t);
int iswprint(wint_t);
int iswpunct(wint_t);
int iswspace(wint_t);
int iswupper(wint_t);
int iswxdigit(wint_t);
wint_t towlower(wint_t);
wint_t towupper(wint_t);

wctype_t wctype(const char *);
int iswctype(wint_t, wctype_t);

/* Only the ten of ASCII are digits. */
#ifndef __cplusplus
#define iswdigit(c) ((unsigned int)(c) - '0' < 10)
#endif

__EXTERN_C_END

#endif
