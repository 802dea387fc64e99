/* A wide character: a Unicode code point. In C++ it is a keyword (C23 7.21). */
#ifndef _BITS_TYPES_WCHAR_T_H
#define _BITS_TYPES_WCHAR_T_H

#ifndef __cplusplus
typedef __WCHAR_TYPE__ wchar_t;
#endif

#endif
