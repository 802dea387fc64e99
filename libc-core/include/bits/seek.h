/* Where lseek and fseek count from (C23 7.23.1, POSIX: unistd.h). */
#undef SEEK_SET
#undef SEEK_CUR
#undef SEEK_END
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
