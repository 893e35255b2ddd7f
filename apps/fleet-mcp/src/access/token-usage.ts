export const tokenUsage = `Usage: fleet-mcp token [--file PATH [--name NAME] [--rights read|write] [--append | --force]]

Makes a bearer token of 256 bits for clients of fleet-mcp --http. Without --file it is printed, and nothing else on stdout.

  --file PATH      write it to this new file, which only you can read
  --name NAME      what logs and limits call whoever sends it (default: default)
  --rights RIGHTS  read (only tools that change nothing) or write (default)
  --append         add it to a file that exists
  --force          replace the file with this one token
  --help           show this

Each line of the file is "NAME RIGHTS TOKEN"; lines that begin with # are comments. The server reads the file when it starts.
`;
