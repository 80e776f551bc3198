# Turn the migrations into a C table: store_migrations[], ended by NULL.
BEGIN {
	print "/* Made from common/store/migrations by embed.awk. */"
	print "#include \"common/store/migrations.h\"\n"
	print "const char *const store_migrations[] = {"
}
FNR == 1 && NR > 1 { print "\t," }
{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	printf "\t\"%s\\n\"\n", $0
}
END { print "\t, 0\n};" }
