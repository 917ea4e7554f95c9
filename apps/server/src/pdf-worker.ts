/** The drawing thread as the server's build bundles it. */
import '@holdspace/pdf/pdf-worker'
