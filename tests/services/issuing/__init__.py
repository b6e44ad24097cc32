"""What happens at the issue desk: handing over, the file, its papers and its closing."""
