/* The LFS names of types that are wide anyway. */
#ifndef _BITS_LARGE_FILE_TYPES_H
#define _BITS_LARGE_FILE_TYPES_H

#define off64_t off_t
#define ino64_t ino_t
#define blkcnt64_t blkcnt_t
#define fsblkcnt64_t fsblkcnt_t
#define fsfilcnt64_t fsfilcnt_t

#endif
