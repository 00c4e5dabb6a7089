"""How the encoder is made: corpora into samples, samples into weights, weights into the file that ships."""
