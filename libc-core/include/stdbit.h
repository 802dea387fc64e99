/*
 * stdbit.h: bits and bytes of unsigned integers (C23 7.18).
 *
 * Each function is there for every unsigned type, by the suffix uc, us, ui, ul or ull; the macro without a suffix takes
 * any of them, and is computed in place.
 */
#ifndef _STDBIT_H
#define _STDBIT_H

#include <features.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

#define __STDC_VERSION_STDBIT_H__ 202311L

#define __STDC_ENDIAN_LITTLE__ 1234
#define __STDC_ENDIAN_BIG__ 4321
#define __STDC_ENDIAN_NATIVE__ __STDC_ENDIAN_LITTLE__

#ifdef __cplusplus
#define __STDC_BOOL bool
#else
#define __STDC_BOOL _Bool
#endif

unsigned int stdc_leading_zeros_uc(unsigned char);
unsigned int stdc_leading_zeros_us(unsigned short);
unsigned int stdc_leading_zeros_ui(unsigned int);
unsigned int stdc_leading_zeros_ul(unsigned long);
unsigned int stdc_leading_zeros_ull(unsigned long long);

unsigned int stdc_leading_ones_uc(unsigned char);
unsigned int stdc_leading_ones_us(unsigned short);
unsigned int stdc_leading_ones_ui(unsigned int);
unsigned int stdc_leading_ones_ul(unsigned long);
unsigned int stdc_leading_ones_ull(unsigned long long);

unsigned int stdc_trailing_zeros_uc(unsigned char);
unsigned int stdc_trailing_zeros_us(unsigned short);
unsigned int stdc_trailing_zeros_ui(unsigned int);
unsigned int stdc_trailing_zeros_ul(unsigned long);
unsigned int stdc_trailing_zeros_ull(unsigned long long);

unsigned int stdc_trailing_ones_uc(unsigned char);
unsigned int stdc_trailing_ones_us(unsigned short);
unsigned int stdc_trailing_ones_ui(unsigned int);
unsigned int stdc_trailing_ones_ul(unsigned long);
unsigned int stdc_trailing_ones_ull(unsigned long long);

unsigned int stdc_first_leading_zero_uc(unsigned char);
unsigned int stdc_first_leading_zero_us(unsigned short);
unsigned int stdc_first_leading_zero_ui(unsigned int);
unsigned int stdc_first_leading_zero_ul(unsigned long);
unsigned int stdc_first_leading_zero_ull(unsigned long long);

unsigned int stdc_first_leading_one_uc(unsigned char);
unsigned int stdc_first_leading_one_us(unsigned short);
unsigned int stdc_first_leading_one_ui(unsigned int);
unsigned int stdc_first_leading_one_ul(unsigned long);
unsigned int stdc_first_leading_one_ull(unsigned long long);

unsigned int stdc_first_trailing_zero_uc(unsigned char);
unsigned int stdc_first_trailing_zero_us(unsigned short);
unsigned int stdc_first_trailing_zero_ui(unsigned int);
unsigned int stdc_first_trailing_zero_ul(unsigned long);
unsigned int stdc_first_trailing_zero_ull(unsigned long long);

unsigned int stdc_first_trailing_one_uc(unsigned char);
unsigned int stdc_first_trailing_one_us(unsigned short);
unsigned int stdc_first_trailing_one_ui(unsigned int);
unsigned int stdc_first_trailing_one_ul(unsigned long);
unsigned int stdc_first_trailing_one_ull(unsigned long long);

unsigned int stdc_count_zeros_uc(unsigned char);
unsigned int stdc_count_zeros_us(unsigned short);
unsigned int stdc_count_zeros_ui(unsigned int);
unsigned int stdc_count_zeros_ul(unsigned long);
unsigned int stdc_count_zeros_ull(unsigned long long);

unsigned int stdc_count_ones_uc(unsigned char);
unsigned int stdc_count_ones_us(unsigned short);
unsigned int stdc_count_ones_ui(unsigned int);
unsigned int stdc_count_ones_ul(unsigned long);
unsigned int stdc_count_ones_ull(unsigned long long);

__STDC_BOOL stdc_has_single_bit_uc(unsigned char);
__STDC_BOOL stdc_has_single_bit_us(unsigned short);
__STDC_BOOL stdc_has_single_bit_ui(unsigned int);
__STDC_BOOL stdc_has_single_bit_ul(unsigned long);
__STDC_BOOL stdc_has_single_bit_ull(unsigned long long);

unsigned int stdc_bit_width_uc(unsigned char);
unsigned int stdc_bit_width_us(unsigned short);
unsigned int stdc_bit_width_ui(unsigned int);
unsigned int stdc_bit_width_ul(unsigned long);
unsigned int stdc_bit_width_ull(unsigned long long);

unsigned char stdc_bit_floor_uc(unsigned char);
unsigned short stdc_bit_floor_us(unsigned short);
unsigned int stdc_bit_floor_ui(unsigned int);
unsigned long stdc_bit_floor_ul(unsigned long);
unsigned long long stdc_bit_floor_ull(unsigned long long);

unsigned char stdc_bit_ceil_uc(unsigned char);
unsigned short stdc_bit_ceil_us(unsigned short);
unsigned int stdc_bit_ceil_ui(unsigned int);
unsigned long stdc_bit_ceil_ul(unsigned long);
unsigned long long stdc_bit_ceil_ull(unsigned long long);

/* In place, on the value as the widest type; the width is the original type's. */
__extension__ typedef unsigned long long __stdc_widest;

static __inline unsigned int __stdc_bit_width(__stdc_widest __x)
{
	return __x ? 64 - (unsigned int)__builtin_clzll(__x) : 0;
}

static __inline unsigned int __stdc_trailing_zeros(__stdc_widest __x, unsigned int __width)
{
	return __x ? (unsigned int)__builtin_ctzll(__x) : __width;
}

/* The place of a bit counts from 1; a distance that is the whole width means that there is none. */
static __inline unsigned int __stdc_place(unsigned int __distance, unsigned int __width)
{
	return __distance == __width ? 0 : __distance + 1;
}

static __inline __stdc_widest __stdc_bit_floor(__stdc_widest __x)
{
	return __x ? (__stdc_widest)1 << (__stdc_bit_width(__x) - 1) : 0;
}

static __inline __stdc_widest __stdc_bit_ceil(__stdc_widest __x)
{
	return __x <= 1 ? 1 : (__stdc_widest)2 << (__stdc_bit_width(__x - 1) - 1);
}

#define __STDC_WIDTH(x) ((unsigned int)sizeof(x) * 8)
#define __STDC_INVERSE(x) ((__stdc_widest)(__typeof__(x))~(x))

#define stdc_leading_zeros(x) (__STDC_WIDTH(x) - __stdc_bit_width(x))
#define stdc_leading_ones(x) (__STDC_WIDTH(x) - __stdc_bit_width(__STDC_INVERSE(x)))
#define stdc_trailing_zeros(x) __stdc_trailing_zeros(x, __STDC_WIDTH(x))
#define stdc_trailing_ones(x) __stdc_trailing_zeros(__STDC_INVERSE(x), __STDC_WIDTH(x))
#define stdc_first_leading_zero(x) __stdc_place(stdc_leading_ones(x), __STDC_WIDTH(x))
#define stdc_first_leading_one(x) __stdc_place(stdc_leading_zeros(x), __STDC_WIDTH(x))
#define stdc_first_trailing_zero(x) __stdc_place(stdc_trailing_ones(x), __STDC_WIDTH(x))
#define stdc_first_trailing_one(x) __stdc_place(stdc_trailing_zeros(x), __STDC_WIDTH(x))
#define stdc_count_ones(x) ((unsigned int)__builtin_popcountll(x))
#define stdc_count_zeros(x) (__STDC_WIDTH(x) - stdc_count_ones(x))
#define stdc_has_single_bit(x) ((__STDC_BOOL)(stdc_count_ones(x) == 1))
#define stdc_bit_width(x) __stdc_bit_width(x)
#define stdc_bit_floor(x) ((__typeof__(x))__stdc_bit_floor(x))
#define stdc_bit_ceil(x) ((__typeof__(x))__stdc_bit_ceil(x))

__EXTERN_C_END

#endif
